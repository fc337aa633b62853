using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;
using Argosy.Processes;
using Argosy.Yaml.Writing;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.DevStack.Tests;

/// <summary>bash reads the files back: by sourcing, as DevStack does with its localrc section, and with read and eval,
/// as it does with the others.</summary>
public sealed class LocalConfTests
{
    // Repeats the changes of DevStack's own reader: read without -r, eval between double quotes, an unquoted echo.
    private const string IniReader =
        """
        while read line; do
          eval "value=\"$line\""
          value=$(echo $value)
          printf '%s\n' "$value"
        done
        """;

    internal static readonly Gen<string> s_nasty = Gen.OneOf(
        Gen.Elements(
            "$HOME", "`id`", "$(id)", "a'b", "a\"b", "\\", "\\n", "a b", "  ", "#x", "a;b", "&", "!", "~", "*", "=",
            "é", "😀", "[[post-config|x]]", "\n[[x|y]]\n", "a\nb", "\t", "\u0001", "\u007f1", "''", "%s", "{a,b}", "-n",
            "a  b", "[ab]"),
        Gen.Elements("$`'\"\\ \n\t#;&|<>(){}[]*?!~=%-aB1é".ToCharArray()).ListOf().Select(string.Concat));

    [Fact]
    public async Task Sourcing_the_localrc_section_gives_back_every_value()
    {
        var values = s_nasty.Sample(400).Prepend("").ToList();
        var conf = new LocalConf("x", "Values of every kind.",
            [
                new("They are", [.. values.Select((v, i) => new Variable($"V{i}", new LiteralValue(v)))]),
                new(null, [new("LAST", new ReferenceValue("", "V1", ""))]),
            ], [], [], []);
        var text = Section(LocalConfText.Of(conf), "local|localrc");
        text.Split('\n').ShouldAllBe(line => line.Length == 0 || line[0] == '#' || line[0] == 'V' || line[0] == 'L');

        var read = await Bash(text
            + $"\nfor i in $(seq 0 {values.Count - 1}); do v=V$i; printf '%s\\0' \"${{!v}}\"; done\n"
            + "printf '%s\\n' \"$LAST\"\n");
        read.ShouldBe(string.Concat(values.Select(v => v + "\0")) + values[1] + "\n");
    }

    [Fact]
    public async Task DevStacks_reading_of_a_setting_gives_back_every_value_that_has_a_form()
    {
        var values = s_nasty.Sample(600).Where(v => v.Length > 0 && IniText.TryWrite(v) is not null).ToList();
        values.Count.ShouldBeGreaterThan(50);
        var read = await Bash(IniReader, string.Concat(values.Select(v => IniText.TryWrite(v) + "\n")));
        read.ShouldBe(string.Concat(values.Select(v => v + "\n")));
    }

    [Fact]
    public void A_profile_takes_a_value_as_it_is_or_refuses_it()
    {
        var (taken, refused) = (0, 0);
        // A backslash before braces is an escape, which a value loses.
        foreach (var value in s_nasty.Sample(400).Where(v =>
            v.Length > 0 && !v.Contains(@"\{", StringComparison.Ordinal)))
        {
            var profile = YamlFile.Parse(
                $"description: d\neverywhere: {{settings: [{{file: $NOVA_CONF, section: api, "
                + $"set: {{k: {ScalarText.Of(value)}}}}}]}}\n", "p.yaml");
            try
            {
                var conf = Deployment.All(OwnProject.Model, DevstackProfile.Read("x", profile)).First().Nodes[0].Conf;
                conf.Settings.ShouldHaveSingleItem().Settings.ShouldBe([("k", value)]);
                taken++;
            }
            catch (ArgosyException e)
            {
                // ARG0601: a word in braces is an unknown placeholder.
                e.Diagnostics.ShouldHaveSingleItem().Id.ShouldBeOneOf(
                    value.Contains('{', StringComparison.Ordinal) ? ["ARG0601", "ARG0607"] : ["ARG0607"]);
                refused++;
            }
        }

        (taken > 50 && refused > 50).ShouldBeTrue($"{taken} taken, {refused} refused");
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("a  b")]
    [InlineData("/etc/*")]
    [InlineData("-n")]
    public void A_setting_that_DevStack_would_change_has_no_form(string value) =>
        IniText.TryWrite(value).ShouldBeNull();

    [Fact]
    public async Task Every_generated_file_can_be_sourced_and_says_what_the_profile_says()
    {
        foreach (var (arch, path) in DevstackGenerator.Configure(OwnProject.Model, OwnProject.Profiles)
            .Where(c => c.Profile == "platform").Select(c => (c.Architecture, c.Path)))
        {
            var text = File.ReadAllText(Path.Combine(Repository.Root, path));
            var read = await Bash("set -eu; disable_service() { off=\"$*\"; }\n" + Section(text, "local|localrc")
                + "\necho \"$RABBIT_PASSWORD|$DEFAULT_IMAGE_NAME|$IMAGE_URLS|$DEFAULT_INSTANCE_TYPE|"
                + "$DOWNLOAD_DEFAULT_IMAGES|$off\"");
            var image = $"cirros-0.6.3-{arch.KernelName}-disk";
            read.ShouldBe(
                $"secret|{image}|https://github.com/cirros-dev/cirros/releases/download/0.6.3/{image}.img|m1.tiny|"
                + "False|s-account s-container s-object s-proxy c-bak\n");
        }
    }

    [Fact]
    public void Arm64_has_its_cpu_model_and_ports_and_x64_keeps_DevStacks()
    {
        var files = DevstackGenerator.Generate(OwnProject.Model, OwnProject.Profiles)
            .ToDictionary(f => f.Path, f => f.Text);
        Section(files["devstack/platform-arm64.local.conf"], "post-config|$NOVA_CONF")
            .ShouldContain("[libvirt]\n# aarch64 has no default CPU model.");
        Section(files["devstack/platform-arm64.local.conf"], "post-config|$NOVA_CONF")
            .ShouldContain("cpu_mode = custom\ncpu_models = cortex-a57\nnum_pcie_ports = 15\n");
        files["devstack/platform-x64.local.conf"].ShouldNotContain("post-config");
        files["devstack/platform-x64.local.conf"].ShouldNotContain("BUILD_TIMEOUT");
    }

    [Fact]
    public void An_architecture_replaces_what_is_shared_instead_of_repeating_it()
    {
        var conf = DevstackGenerator.Generate(OwnProject.With("s390x"), OwnProject.Profiles)
            .Single(f => f.Path == "devstack/platform-s390x.local.conf").Text;
        conf.Split('\n').Where(l => l.StartsWith("IMAGE_URLS=", StringComparison.Ordinal))
            .ShouldHaveSingleItem().ShouldContain("s390x");
        conf.ShouldNotContain("m1.tiny");
        conf.ShouldNotContain("512 MB");
    }

    // The part that DevStack extracts: the lines from one header to the next.
    private static string Section(string text, string name) => string.Join('\n', text.Split('\n')
        .SkipWhile(l => l != $"[[{name}]]").Skip(1).TakeWhile(l => !l.StartsWith("[[", StringComparison.Ordinal)));

    private static async Task<string> Bash(string script, string input = "")
    {
        var folder = Directory.CreateTempSubdirectory("argosy-pipelines-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "script"), script);
            var command = new Command("bash", "--noprofile", "--norc", "script")
            {
                Folder = folder.FullName,
                Input = input,
                Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C.UTF-8" },
            };
            return (await new CommandRunner(_ => { }).RunAsync(command, CancellationToken.None)).Output;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
