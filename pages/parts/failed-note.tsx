import type { Upload } from '../../schemas/records/upload.ts'

/** A sender can only try again and tell somebody. */
export function FailedNote({ upload }: { upload: Upload }) {
  return (
    <p class="note bad">
      平台多次处理这份文件未能完成，已停止处理并通知管理员。这一次报送没有办结：
      {upload.state === 'held' ? '请再次核对并确认' : '请重新报送'}
      ；仍未能处理的，请与平台管理员联系，告知回执编号。
    </p>
  )
}
