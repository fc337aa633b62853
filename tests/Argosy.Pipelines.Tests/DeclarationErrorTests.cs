using Argosy.DevStack;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Tests;

/// <summary>Each error of the declarations, with its line and its fix.</summary>
public sealed class DeclarationErrorTests
{
    private const string Intro =
        "introductions: {pipelines: a, nodesets: a, semaphores: a, jobs: a, templates: a, project: a}\n"
        + "pipelines-file: zuul.d/pipelines.yaml\n";

    private static string Family(string more) =>
        Intro + "families:\n  native:\n    title: Build\n    description: Builds.\n    targets: [Native]\n" + more;

    [Theory]
    [InlineData("    timeout: 60\n    colour: red\n", "ARG0114 p.yaml:9: unknown key 'colour'")]
    [InlineData("    timeout: 10801\n", "ARG0603 p.yaml:8: a timeout of 10801 seconds is out of range")]
    [InlineData("    timeout: 60\n    over: platform\n",
        "ARG0602 p.yaml:9: 'platform' is no choice here. Did you mean 'platforms'?")]
    [InlineData("    timeout: 60\n    semaphore: s\n", "ARG0604 p.yaml:9: unknown semaphore 's'")]
    [InlineData("    timeout: 60\n    after: nativ\n",
        "ARG0604 p.yaml:9: unknown family 'nativ'. Did you mean 'native'?")]
    [InlineData("    timeout: 60\n    after: native\n", "ARG0613 p.yaml:9: 'native' waits for itself")]
    public void A_family_is_read_strictly(string more, string error) => Error(Family(more)).ShouldStartWith(error);

    [Theory]
    [InlineData("architectures: {arm64: {time-factor: fast}}", "ARG0606 p.yaml:3: 'fast' is no time factor")]
    [InlineData("architectures: {aarch64: {time-factor: 2}}",
        "ARG0101 p.yaml:3: unknown architecture 'aarch64'. Did you mean 'arm64'?")]
    [InlineData("templates: {'{project}-x': {description: d, pipelines: {chek: []}}}\nexisting-pipelines: [check]",
        "ARG0604 p.yaml:3: unknown pipeline 'chek'. Did you mean 'check'?")]
    [InlineData("templates: {'{project}-{arc}': {description: d, for: each-foreign-architecture, pipelines: {}}}",
        "ARG0614 p.yaml:3: '{project}-{arc}' is made for each architecture under the same name. Put {arch} into the name.")]
    [InlineData("templates: {'{project}-{arch}': {description: d, pipelines: {}}}",
        "ARG0601 p.yaml:3: '{arch}' is no placeholder here")]
    [InlineData("pipelines: {nightly: {description: d, trigger: {timer: [{time: 0 25 * * *}]}}}",
        "ARG0605 p.yaml:3: '0 25 * * *' is no time")]
    [InlineData("pipelines: {nightly: {description: d, trigger: {timer: [{time: 0 2 * * 7}]}}}",
        "ARG0605 p.yaml:3: '0 2 * * 7' is no time")]
    [InlineData("pipelines: {nightly: {description: d, trigger: {timer: [{}]}}}",
        "ARG0605 p.yaml:3: a trigger has either")]
    [InlineData("axes: {platforms: {a: {}}}", "ARG0618 p.yaml:3: 'platforms' has a meaning of its own")]
    [InlineData("jobs: {a: {timeout: 20000}}\nlayout: config", "ARG0602 p.yaml:4: 'config' is no choice here")]
    [InlineData("jobs: {a: {nodset: x}}", "ARG0114 p.yaml:3: unknown key 'nodset'. Did you mean 'nodeset'?")]
    [InlineData("jobs: {a: {voting: no}}", "ARG0115 p.yaml:3: expected true or false, not text")]
    [InlineData("jobs: {a: {dependencies: [{name: b, sotf: true}]}}",
        "ARG0114 p.yaml:3: unknown key 'sotf'. Did you mean 'soft'?")]
    [InlineData("templates: {x: {description: d, pipelines: {check: [{a: {voting: false}, b: {}}]}}}\nexisting-pipelines: [check]",
        "ARG0620 p.yaml:3: a job in a pipeline is one name with its changes")]
    [InlineData("projects: {a/b: {source: gihub}}\ntenant: {name: t, source: {github: {}}}",
        "ARG0604 p.yaml:3: unknown connection 'gihub'. Did you mean 'github'?")]
    [InlineData("piplines: {}", "ARG0114 p.yaml:3: unknown key 'piplines'. Did you mean 'pipelines'?")]
    public void Other_declarations_are_too(string declaration, string error) =>
        Error(Intro + declaration + "\n").ShouldStartWith(error);

    [Theory]
    [InlineData("../outside.yaml")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    public void Outputs_stay_inside_the_project(string path) =>
        Error(Intro.Replace("zuul.d/pipelines.yaml", path, StringComparison.Ordinal))
            .ShouldStartWith("ARG0615 p.yaml:2");

    [Fact]
    public void A_release_beside_nothing_it_waits_for_is_refused() => Error(Family(
        """
            timeout: 60
          release:
            title: Release
            description: Releases.
            targets: [Verify]
            timeout: 60
            after: native
        templates:
          x: {description: d, pipelines: {periodic: [release]}}
        existing-pipelines: [periodic]

        """)).ShouldStartWith(
            "ARG0613 p.yaml:16: 'release' waits for 'native', which doesn't run in this pipeline. "
            + "List 'native' beside it.");

    [Theory]
    [InlineData("true", "argosy-debian-12-ppc64le")]
    [InlineData("false", "argosy-debian-12-x64")]
    public void Without_nodes_of_its_own_an_architecture_is_tested_on_x64(string ownNodes, string nodeset)
    {
        var declarations = PipelineDeclarations.Read([YamlFile.Parse(Family(
            $$$"""
                timeout: 60
                over: architectures
                node: own-architecture
            architectures: {ppc64le: {own-nodes: {{{ownNodes}}} } }

            """), "p.yaml")]);
        var files = PipelineGenerator.Generate(OwnProject.With("x64, ppc64le"), declarations);
        ParsedStanzas.Stanzas(files, "job").Single(j => j.Text("name") == "argosy-native-ppc64le")
            .Text("nodeset").ShouldBe(nodeset);
        ParsedStanzas.Stanzas(files, "nodeset").Last().Text("name").ShouldBe(nodeset);
    }

    [Fact]
    public void Two_jobs_of_one_name_are_refused()
    {
        var declarations = PipelineDeclarations.Read([YamlFile.Parse(Family(
            """
                timeout: 60
                over: architectures
              native-arm64: {title: Build, description: Builds., targets: [Native], timeout: 60}

            """), "p.yaml")]);
        Should.Throw<ArgosyException>(() => PipelineGenerator.Generate(OwnProject.With("x64, arm64"), declarations))
            .Message.ShouldBe("ARG0614 pipelines: 2 jobs would be called 'argosy-native-arm64'. Rename one of them.");
    }

    [Theory]
    [InlineData("jobs: {'a-{pyton}': {over: [python]}}\naxes: {python: {py311: {}}}",
        "ARG0601 p.yaml:3: '{pyton}' is no placeholder here. Did you mean '{python}'?")]
    [InlineData("jobs: {a: {over: [python]}}\naxes: {python: {py311: {}, py312: {}}}",
        "ARG0614 pipelines: 2 jobs would be called 'a'")]
    [InlineData("jobs: {a: {over: [pyton]}}", "ARG0604 p.yaml:3: unknown axis 'pyton'")]
    [InlineData("jobs: {a: {timeout: 20000}}", "ARG0603 p.yaml:3: a timeout of 20000 seconds is out of range")]
    [InlineData("jobs: {a: {dependencies: [b]}}", "ARG0604 p.yaml:3: unknown job or family 'b'")]
    [InlineData("jobs: {a: {vars: {x: 1}, comments: {vars.y: why}}}",
        "ARG0619 p.yaml:3: there is no 'vars.y' to comment on")]
    [InlineData("layout: config-repo\nprojects: {a/b: {templates: [nne]}}\nexisting-templates: [none]",
        "ARG0604 p.yaml:4: unknown template 'nne'. Did you mean 'none'?")]
    [InlineData("projects: {a/b: {}}", "ARG0624 p.yaml:3: 'a/b' is configured, but these are the files of one project")]
    [InlineData("families: {a: {title: t, description: d, targets: [A], timeout: 60, before: [ensure]}}",
        "ARG0604 p.yaml:3: unknown role 'ensure'")]
    public void What_the_model_fills_in_is_checked_with_it(string declaration, string error) =>
        Should.Throw<ArgosyException>(() => PipelineGenerator.Generate(
            OwnProject.With("x64, arm64"),
            PipelineDeclarations.Read([YamlFile.Parse(Intro + declaration + "\n", "p.yaml")])))
            .Message.ShouldStartWith(error);

    [Fact]
    public void A_key_stands_in_one_file_only() => Should.Throw<ArgosyException>(() => PipelineDeclarations.Read(
        [YamlFile.Parse(Intro, "p.yaml"), YamlFile.Parse("pipelines-file: x\n", "q.yaml")]))
        .Message.ShouldStartWith("ARG0616 q.yaml:1: 'pipelines-file' stands in p.yaml already");

    [Fact]
    public void A_missing_key_names_the_folder() => Should.Throw<ArgosyException>(() => PipelineDeclarations.Read([]))
        .Message.ShouldStartWith("ARG0617 pipelines: no file of this folder has the key 'pipelines-file'");

    [Theory]
    [InlineData("everywhere: {localrc: [{set: {A-B: x}}]}", "ARG0608 p.yaml:2: 'A-B' is no name DevStack can take")]
    [InlineData("everywhere: {settings: [{file: $(id), section: a, set: {}}]}", "ARG0608 p.yaml:2")]
    [InlineData("everywhere: {disabled-services: [{names: [c;id]}]}", "ARG0608 p.yaml:2")]
    [InlineData("everywhere: {settings: [{file: $NOVA_CONF, section: a, set: {k: 'a  b'}}]}",
        "ARG0607 p.yaml:2: DevStack would change")]
    [InlineData("everywhere: {settings: [{phase: later, file: $NOVA_CONF, section: a, set: {}}]}",
        "ARG0602 p.yaml:2: 'later' is no choice")]
    [InlineData("architectures: {arm46: {}}", "ARG0101 p.yaml:2: unknown architecture 'arm46'. Did you mean 'arm64'?")]
    [InlineData("everywhere: {localrc: [{set: {A: x}}, {set: {A: y}}]}",
        "ARG0609 p.yaml:2: 'A' is set twice. Keep one")]
    [InlineData("everywhere: {settings: [{file: $F, section: s, set: {k: x}}, {file: $F, section: s, set: {k: y}}]}",
        "ARG0609 p.yaml:2: 'k' of [s] in $F, post-config, is set twice")]
    [InlineData("everywhere: {local: []}", "ARG0114 p.yaml:2: unknown key 'local'. Did you mean 'localrc'?")]
    public void A_profile_is_read_strictly(string profile, string error) =>
        Should.Throw<ArgosyException>(() =>
            DevstackProfiles.Read("x", YamlFile.Parse("description: d\n" + profile + "\n", "p.yaml")))
            .Message.ShouldStartWith(error);

    private static string Error(string text) =>
        Should.Throw<ArgosyException>(() => PipelineDeclarations.Read([YamlFile.Parse(text, "p.yaml")])).Message;
}
