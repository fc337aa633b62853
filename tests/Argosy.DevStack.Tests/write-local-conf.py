"""Has DevStack's own role write local.conf from a job's variables, which are JSON on standard input.

Arguments: the role's module, the file to write, and the services that run by default.
"""
import importlib.util
import json
import sys

spec = importlib.util.spec_from_file_location("role", sys.argv[1])
role = importlib.util.module_from_spec(spec)
spec.loader.exec_module(role)
job = json.load(sys.stdin)
role.LocalConf(
    localrc=job.get("devstack_localrc"), localconf=job.get("devstack_local_conf"), services=job.get("devstack_services"),
    plugins=job.get("devstack_plugins"), base_services=sys.argv[3].split(","), base_dir=None, projects=None, project=None,
    tempest_plugins=None).write(sys.argv[2])
