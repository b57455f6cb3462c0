"""What of the hub is in the account, by kind; prints JSON."""

import json

import botocore.session

session = botocore.session.get_session()


def names(service, operation, result, name):
    client = session.create_client(service)
    found = []
    if client.can_paginate(operation):
        pages = client.get_paginator(operation).paginate()
    else:
        pages = [getattr(client, operation)()]
    for page in pages:
        found += [one if name is None else one[name] for one in page.get(result, [])]
    return sorted(one for one in found if one.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower().startswith("hub"))


print(
    json.dumps(
        {
            "functions": names("lambda", "list_functions", "Functions", "FunctionName"),
            "queues": names("sqs", "list_queues", "QueueUrls", None),
            "topics": names("sns", "list_topics", "Topics", "TopicArn"),
            "schedules": names("scheduler", "list_schedules", "Schedules", "Name"),
            "alarms": names("cloudwatch", "describe_alarms", "MetricAlarms", "AlarmName"),
            "roles": names("iam", "list_roles", "Roles", "RoleName"),
            "tables": names("dynamodb", "list_tables", "TableNames", None),
            "buckets": names("s3", "list_buckets", "Buckets", "Name"),
            "secrets": names("secretsmanager", "list_secrets", "SecretList", "Name"),
        }
    )
)
