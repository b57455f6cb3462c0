"""Asks the emulator what it does where gaps.ts says that it differs from AWS; prints JSON."""

import json
import time

import botocore.session
from botocore.exceptions import ClientError

session = botocore.session.get_session()


def client(service, keys=None):
    named = keys and {
        "aws_access_key_id": keys["AccessKeyId"],
        "aws_secret_access_key": keys["SecretAccessKey"],
        "aws_session_token": keys["SessionToken"],
    }
    return session.create_client(service, **(named or {}))


def policy(principal, *statements):
    trust = [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": principal}]
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements) or trust})


def taken(work):
    try:
        work()
        return "taken"
    except ClientError as error:
        if "AccessDenied" in error.response["Error"]["Code"]:
            return "refused"
        raise


TEMPLATE = {
    "Resources": {
        "secret": {"Type": "AWS::SecretsManager::Secret", "Properties": {"GenerateSecretString": {}}},
        "queue": {"Type": "AWS::SQS::Queue"},
        "table": {
            "Type": "AWS::DynamoDB::Table",
            "DeletionPolicy": "Retain",
            "Properties": {
                "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
                "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
                "BillingMode": "PAY_PER_REQUEST",
                "TimeToLiveSpecification": {"AttributeName": "expires", "Enabled": True},
                "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
                "SSESpecification": {"SSEEnabled": True, "SSEType": "KMS"},
            },
        },
        "bucket": {
            "Type": "AWS::S3::Bucket",
            "Properties": {
                "BucketEncryption": {
                    "ServerSideEncryptionConfiguration": [
                        {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}
                    ]
                },
                "LifecycleConfiguration": {"Rules": [{"Status": "Enabled", "ExpirationInDays": 1}]},
                "ObjectLockEnabled": True,
            },
        },
        "role": {
            "Type": "AWS::IAM::Role",
            "Properties": {
                "AssumeRolePolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"Service": "scheduler.amazonaws.com"},
                            "Action": "sts:AssumeRole",
                        }
                    ],
                }
            },
        },
        "schedule": {
            "Type": "AWS::Scheduler::Schedule",
            "Properties": {
                "ScheduleExpression": "cron(0 8 * * ? *)",
                "ScheduleExpressionTimezone": "Asia/Shanghai",
                "FlexibleTimeWindow": {"Mode": "OFF"},
                "Target": {
                    "Arn": {"Fn::GetAtt": ["queue", "Arn"]},
                    "RoleArn": {"Fn::GetAtt": ["role", "Arn"]},
                },
            },
        },
        "dead": {"Type": "AWS::SQS::Queue"},
        "refusing": {"Type": "AWS::SQS::Queue"},
        "topic": {"Type": "AWS::SNS::Topic"},
        "subscription": {
            "Type": "AWS::SNS::Subscription",
            "Properties": {
                "TopicArn": {"Ref": "topic"},
                "Protocol": "sqs",
                "Endpoint": {"Fn::GetAtt": ["refusing", "Arn"]},
                "RedrivePolicy": {"deadLetterTargetArn": {"Fn::GetAtt": ["dead", "Arn"]}},
            },
        },
        "deadPolicy": {
            "Type": "AWS::SQS::QueuePolicy",
            "Properties": {
                "Queues": [{"Ref": "dead"}],
                "PolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"Service": "sns.amazonaws.com"},
                            "Action": "sqs:SendMessage",
                            "Resource": {"Fn::GetAtt": ["dead", "Arn"]},
                        }
                    ],
                },
            },
        },
    },
    "Outputs": {
        "Secret": {"Value": {"Ref": "secret"}},
        "Queue": {"Value": {"Ref": "queue"}},
        "Table": {"Value": {"Ref": "table"}},
        "TableArn": {"Value": {"Fn::GetAtt": ["table", "Arn"]}},
        "QueueArn": {"Value": {"Fn::GetAtt": ["queue", "Arn"]}},
        "Bucket": {"Value": {"Ref": "bucket"}},
        "Schedule": {"Value": {"Ref": "schedule"}},
        "Topic": {"Value": {"Ref": "topic"}},
        "Dead": {"Value": {"Ref": "dead"}},
        "DeadArn": {"Value": {"Fn::GetAtt": ["dead", "Arn"]}},
    },
}

stacks = client("cloudformation")
PATIENCE = {"Delay": 1, "MaxAttempts": 60}


def deployed():
    stacks.create_stack(StackName="probe", TemplateBody=json.dumps(TEMPLATE), Capabilities=["CAPABILITY_IAM"])
    stacks.get_waiter("stack_create_complete").wait(StackName="probe", WaiterConfig=PATIENCE)
    outputs = stacks.describe_stacks(StackName="probe")["Stacks"][0]["Outputs"]
    return {one["OutputKey"]: one["OutputValue"] for one in outputs}


made = deployed()

account = client("sts").get_caller_identity()["Account"]
client("ses").verify_email_identity(EmailAddress="hub@example.org")
roles = client("iam")
root = {"AWS": f"arn:aws:iam::{account}:root"}
role = roles.create_role(RoleName="probe", AssumeRolePolicyDocument=policy(root))["Role"]
sender = f"arn:aws:ses:us-east-1:{account}:identity/hub@example.org"
allowed = policy(
    None,
    {"Effect": "Allow", "Action": ["sqs:SendMessage"], "Resource": [made["QueueArn"]]},
    {"Effect": "Allow", "Action": ["dynamodb:PartiQLInsert"], "Resource": [made["TableArn"]]},
    {
        "Effect": "Allow",
        "Action": ["dynamodb:GetItem"],
        "Resource": [made["TableArn"]],
        "Condition": {
            "ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["PROBE#*"]},
            "Null": {"dynamodb:LeadingKeys": "false"},
        },
    },
    {"Effect": "Allow", "Action": ["ses:SendRawEmail"], "Resource": [sender]},
)
roles.put_role_policy(RoleName="probe", PolicyName="probe", PolicyDocument=allowed)
keys = client("sts").assume_role(RoleArn=role["Arn"], RoleSessionName="probe")["Credentials"]

entries = [{"Id": "0", "MessageBody": "probe"}]
mail = b"From: hub@example.org\r\nTo: hub@example.org\r\nSubject: probe\r\n\r\nprobe\r\n"
batch = taken(lambda: client("sqs", keys).send_message_batch(QueueUrl=made["Queue"], Entries=entries))
statements = [{"Statement": f"INSERT INTO \"{made['Table']}\" VALUE {{'pk': 'probe'}}"}]
inserted = taken(lambda: client("dynamodb", keys).batch_execute_statement(Statements=statements))
key = {"pk": {"S": "PROBE#1"}}
leading = taken(lambda: client("dynamodb", keys).get_item(TableName=made["Table"], Key=key))
mailed = taken(lambda: client("ses", keys).send_raw_email(Source="hub@example.org", RawMessage={"Data": mail}))


def scheduled():
    """What two schedules have sent, of which one has a role without any right."""
    queues, iam = client("sqs"), client("iam")
    queues.purge_queue(QueueUrl=made["Queue"])
    trust = policy({"Service": "scheduler.amazonaws.com"})
    powerless = iam.create_role(RoleName="powerless", AssumeRolePolicyDocument=trust)["Role"]
    for name, owner, text in [("probe", role, "<aws.scheduler.scheduled-time>"), ("refused", powerless, "refused")]:
        client("scheduler").create_schedule(
            Name=name,
            ScheduleExpression="rate(1 minute)",
            FlexibleTimeWindow={"Mode": "OFF"},
            Target={"Arn": made["QueueArn"], "RoleArn": owner["Arn"], "Input": text},
        )
    came = []
    for _ in range(90):
        found = queues.receive_message(QueueUrl=made["Queue"], MaxNumberOfMessages=10, WaitTimeSeconds=1)
        came += [one["Body"] for one in found.get("Messages", [])]
        if len(came) > 1:
            break
        time.sleep(0.2)
    return came


def code(work):
    """Of the refusal; `done` where there is none."""
    try:
        work()
        return "done"
    except ClientError as error:
        return error.response["Error"]["Code"]


def undelivered():
    client("sns").publish(TopicArn=made["Topic"], Message="probe")
    return client("sqs").receive_message(QueueUrl=made["Dead"], WaitTimeSeconds=3).get("Messages", [])


def kept_by_redeployment():
    """A table that its stack has left, and the stack again."""
    items = client("dynamodb")
    items.put_item(TableName=made["Table"], Item=key)
    stacks.delete_stack(StackName="probe")
    stacks.get_waiter("stack_delete_complete").wait(StackName="probe", WaiterConfig=PATIENCE)
    deployed()
    return "Item" in items.get_item(TableName=made["Table"], Key=key)


tables, objects = client("dynamodb"), client("s3")
backups = tables.describe_continuous_backups(TableName=made["Table"])["ContinuousBackupsDescription"]
encryption = objects.get_bucket_encryption(Bucket=made["Bucket"])["ServerSideEncryptionConfiguration"]["Rules"][0]
found = {
    "secretRef": made["Secret"],
    "sendBatch": batch,
    "insert": inserted,
    "leadingKeys": leading,
    "sendMail": mailed,
    "zone": client("scheduler").get_schedule(Name=made["Schedule"])["ScheduleExpressionTimezone"],
    "expiry": tables.describe_time_to_live(TableName=made["Table"])["TimeToLiveDescription"]["TimeToLiveStatus"],
    "recovery": backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"],
    "tableKey": tables.describe_table(TableName=made["Table"])["Table"].get("SSEDescription", {}).get("SSEType", "none"),
    "bucketKey": encryption["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"],
    "lifecycle": code(lambda: objects.get_bucket_lifecycle_configuration(Bucket=made["Bucket"])),
    "lock": code(lambda: objects.get_object_lock_configuration(Bucket=made["Bucket"])),
    # Of all queues and functions that have worked so far.
    "metrics": len(client("cloudwatch").list_metrics()["Metrics"]),
    "redrive": code(lambda: client("sqs").start_message_move_task(SourceArn=made["DeadArn"])),
    "undelivered": len(undelivered()),
    "scheduled": scheduled(),
}
print(json.dumps({**found, "kept": kept_by_redeployment()}))
