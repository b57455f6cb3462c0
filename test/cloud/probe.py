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
            "Properties": {
                "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
                "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
                "BillingMode": "PAY_PER_REQUEST",
            },
        },
    },
    "Outputs": {
        "Secret": {"Value": {"Ref": "secret"}},
        "Queue": {"Value": {"Ref": "queue"}},
        "Table": {"Value": {"Ref": "table"}},
        "TableArn": {"Value": {"Fn::GetAtt": ["table", "Arn"]}},
        "QueueArn": {"Value": {"Fn::GetAtt": ["queue", "Arn"]}},
    },
}

stacks = client("cloudformation")
stacks.create_stack(StackName="probe", TemplateBody=json.dumps(TEMPLATE))
stacks.get_waiter("stack_create_complete").wait(StackName="probe", WaiterConfig={"Delay": 1, "MaxAttempts": 60})
outputs = stacks.describe_stacks(StackName="probe")["Stacks"][0]["Outputs"]
made = {one["OutputKey"]: one["OutputValue"] for one in outputs}

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
    queues = client("sqs")
    queues.purge_queue(QueueUrl=made["Queue"])
    client("scheduler").create_schedule(
        Name="probe",
        ScheduleExpression="rate(1 minute)",
        FlexibleTimeWindow={"Mode": "OFF"},
        Target={"Arn": made["QueueArn"], "RoleArn": role["Arn"], "Input": "<aws.scheduler.scheduled-time>"},
    )
    for _ in range(100):
        found = queues.receive_message(QueueUrl=made["Queue"], MaxNumberOfMessages=1, WaitTimeSeconds=1)
        if found.get("Messages"):
            return found["Messages"][0]["Body"]
        time.sleep(0.2)
    return "nothing came"


found = {"secretRef": made["Secret"], "sendBatch": batch, "insert": inserted, "leadingKeys": leading, "sendMail": mailed}
print(json.dumps({**found, "scheduled": scheduled()}))
