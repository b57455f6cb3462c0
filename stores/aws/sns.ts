/** What of SNS's SDK the hub uses, loaded when something is first asked of SNS. */
export { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
