using System.Text;
using System.Text.RegularExpressions;
using Argosy.Architecture.Tests.Sources;

namespace Argosy.Architecture.Tests;

public sealed partial class FileTests
{
    private const int MostLines = 300;
    private static readonly string[] s_code = ["src", "build", "runtime", "tests", "bench"];
    private static readonly string[] s_nothingSaid = ["Utils", "Util", "Helpers", "Helper", "Common", "Models"];

    // Composed here, so that this file doesn't contain the text that it searches for.
    private static readonly string[] s_registries =
    [
        .. Hosts("debian" + ".org", "deb", "security", "snapshot", "ftp", "archive", "ports", "packages"),
        .. Hosts("ubuntu.com", "archive", "security", "ports", "old-releases"),
        .. Hosts("docker" + ".io", "registry-1", "auth", "index"),
        .. ((string[])["nuget org", "pypi org", "pythonhosted org", "npmjs org", "npmjs com", "docker io", "quay io",
            "ghcr io", "gcr io", "crates io", "rubygems org", "mcr microsoft com", "pkgs dev azure com",
            "launchpad net"]).Select(h => h.Replace(' ', '.')),
    ];

    [Fact]
    public void Code_files_are_short() => SourceTree.Below(s_code, ".cs", ".c", ".h")
        .Where(f => File.ReadLines(Repository.At(f)).Count() > MostLines).ShouldBeEmpty();

    [Fact]
    public void Lines_of_code_have_at_most_120_columns() => SourceTree.Below(s_code, ".cs")
        .SelectMany(f => LongLines.Of(SourceTree.Text(f)).Select(n => $"{f}:{n}")).ShouldBeEmpty();

    [Fact]
    public void A_long_line_is_found_unless_it_is_the_text_of_a_raw_string_or_an_attribute()
    {
        var wide = new string('x', LongLines.Most);
        LongLines.Of($"class C\n{{\n    int a; // {wide}\n    string b = \"{wide}\";\n}}\n").ShouldBe([3, 4]);
        LongLines.Of($"[A(\"{wide}\")]\nclass C {{ string b = \"\"\"\n{wide}x\n\"\"\"; }}\n").ShouldBeEmpty();
    }

    [Fact]
    public void No_folder_and_no_file_has_a_name_that_says_nothing() => SourceTree.Below(s_code, "")
        .Where(f => f.Split('/', '.').Any(s_nothingSaid.Contains)).ShouldBeEmpty();

    [Fact]
    public void Nor_has_a_type() => SourceTree.Below(s_code, ".cs")
        .SelectMany(f => TypeName().Matches(SourceTree.Text(f)).Select(m => (f, Name: m.Groups[1].Value)))
        .Where(t => s_nothingSaid.Any(n => t.Name.EndsWith(n, StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public void Public_code_is_documented_in_every_project()
    {
        SourceTree.Text("Directory.Build.props")
            .ShouldContain("<GenerateDocumentationFile>true</GenerateDocumentationFile>");
        SourceTree.Text("Directory.Build.props").ShouldContain("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>");
        // A sample's code needs no comments.
        SourceTree.Below(["src", "build", "runtime"], ".csproj", ".props", ".targets")
            .Where(f => !f.StartsWith("runtime/samples/", StringComparison.Ordinal)
                && Weakening().IsMatch(SourceTree.Text(f)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_silenced_warning_has_its_reason_beside_it()
    {
        var silenced =
            from file in SourceTree.Below(s_code, ".cs")
            where file != "tests/Argosy.Architecture.Tests/FileTests.cs"
            from line in File.ReadLines(Repository.At(file)).Index()
            where Silenced().IsMatch(line.Item) && !line.Item.Contains("//", StringComparison.Ordinal)
            select $"{file}:{line.Index + 1}";
        silenced.ShouldBeEmpty();
    }

    [Fact]
    public void No_file_names_a_registry()
    {
        var named =
            from file in SourceTree.Files
            let text = Encoding.Latin1.GetString(File.ReadAllBytes(Repository.At(file)))
            from host in s_registries
            where text.Contains(host, StringComparison.OrdinalIgnoreCase)
                && Regex.IsMatch(
                    text,
                    $@"(?<![a-z0-9-]){Regex.Escape(host)}(?![a-z0-9-]|\.[a-z0-9])",
                    RegexOptions.IgnoreCase)
            select $"{file}: {host}";
        named.ShouldBeEmpty();
    }

    [Fact]
    public void Only_what_people_write_is_kept() => SourceTree.Files
        .Where(f => Made().IsMatch(f) || new FileInfo(Repository.At(f)).Length > 200_000).ShouldBeEmpty();

    [Fact]
    public void Text_ends_with_a_line_end_and_has_no_other_kind() => SourceTree.Files
        .Where(f => Path.GetFileName(f) != "packages.lock.json") // NuGet writes them without one
        .Where(f => File.ReadAllBytes(Repository.At(f)) is { Length: > 0 } bytes
            && (bytes[^1] != '\n' || bytes.Contains((byte)'\r')))
        .ShouldBeEmpty();

    private static IEnumerable<string> Hosts(string domain, params string[] names) =>
        names.Select(n => $"{n}.{domain}");

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+(?:class\s+|struct\s+)?([A-Z]\w*)")]
    private static partial Regex TypeName();

    [GeneratedRegex("<NoWarn|<WarningsNotAsErrors|<GenerateDocumentationFile>false|<TreatWarningsAsErrors>false|<Nullable>disable")]
    private static partial Regex Weakening();

    [GeneratedRegex("^\\s*#pragma warning disable|^\\s*#nullable disable")]
    private static partial Regex Silenced();

    [GeneratedRegex(@"(^|/)(bin|obj|artifacts|TestResults|\.argosy)/|mono_crash|\.(dll|so|pdb|nupkg|whl|deb|tar|gz|binlog|log)$")]
    private static partial Regex Made();
}
