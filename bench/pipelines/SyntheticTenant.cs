using System.Text;

namespace Argosy.Bench.Pipelines;

/// <summary>A tenant as large as OpenDev's: a config project with ten pipelines and templates, and repositories of five
/// jobs each with a nodeset, a template and a project stanza.</summary>
internal static class SyntheticTenant
{
    public const string TenantFile = "main.yaml";

    private static readonly string[] s_pipelines =
        [
        "check", "gate", "post", "promote", "periodic", "periodic-weekly", "experimental", "release", "tag",
        "check-foreign"
    ];

    public static void Write(string folder, int repositories)
    {
        var names = Enumerable.Range(0, repositories).Select(i => $"owner{i % 20}/project{i}").ToList();
        Put(folder, TenantFile, Tenant(names));
        Put(folder, "infra/config/zuul.d/config.yaml", Config());
        Put(folder, "infra/config/playbooks/run.yaml", "[]\n");
        for (var i = 0; i < repositories; i++)
        {
            Put(folder, $"{names[i]}/zuul.d/jobs.yaml", Jobs(i));
            Put(folder, $"{names[i]}/zuul.d/project.yaml", Project(i));
            Put(folder, $"{names[i]}/playbooks/run.yaml", "[]\n");
        }
    }

    private static string Tenant(List<string> names)
    {
        var text = new StringBuilder(
            "- tenant:\n    name: bench\n    source:\n      gerrit:\n"
            + "        config-projects:\n          - infra/config\n        untrusted-projects:\n");
        foreach (var name in names) text.Append($"          - {name}\n");
        return text.ToString();
    }

    private static string Config()
    {
        var text = new StringBuilder(
            "- job:\n    name: base\n    parent: null\n    timeout: 1800\n    run: playbooks/run.yaml\n");
        foreach (var pipeline in s_pipelines)
        {
            text.Append($$"""

                - pipeline:
                    name: {{pipeline}}
                    manager: {{(pipeline == "gate" ? "dependent" : "independent")}}
                    trigger:
                      gerrit:
                        - event: comment-added
                          comment: '(?i)^(Patch Set [0-9]+:)?( [\w+-]+)*\s*{{pipeline}}\s*$'
                    success:
                      gerrit:
                        Verified: 1

                """);
        }

        for (var i = 0; i < 20; i++)
            text.Append($"\n- project-template:\n    name: common{i}\n    check:\n      jobs:\n        - base\n");
        return text.ToString();
    }

    private static string Jobs(int project)
    {
        var text = new StringBuilder(
            $"- nodeset:\n    name: nodes{project}\n    nodes:\n"
            + "      - name: builder\n        label: debian-bookworm\n");
        for (var i = 0; i < 5; i++)
        {
            text.Append($$"""

                - job:
                    name: project{{project}}-job{{i}}
                    parent: {{(i == 0 ? "base" : $"project{project}-job{i - 1}")}}
                    description: |
                      Runs part {{i}} of the tests of project {{project}}, as many jobs do, and says so in a few words
                      that a reader has to read and to keep.
                    nodeset: nodes{{project}}
                    timeout: {{1800 + (i * 600)}}
                    required-projects:
                      - owner{{project % 20}}/project{{project}}
                    irrelevant-files:
                      - ^docs/.*$
                      - ^.*\.rst$
                      - ^releasenotes/.*$
                    run: playbooks/run.yaml
                    vars:
                      tox_envlist: py3{{i}}
                      devstack_localrc:
                        BUILD_TIMEOUT: {{900 + i}}
                        ENABLE_VOLUME_MULTIATTACH: false

                """);
        }

        return text.ToString();
    }

    private static string Project(int project) => $"""
        - project-template:
            name: template{project}
            check:
              jobs:
                - project{project}-job0
                - project{project}-job1:
                    dependencies: project{project}-job0
                - project{project}-job2:
                    voting: false
            gate:
              jobs:
                - project{project}-job0
                - project{project}-job1

        - project:
            templates:
              - template{project}
              - common{project % 20}
            periodic:
              jobs:
                - project{project}-job3
                - project{project}-job4:
                    branches: master

        """;

    private static void Put(string folder, string file, string text)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
