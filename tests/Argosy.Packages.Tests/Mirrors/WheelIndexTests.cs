using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Packages.Mirrors.Python;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Tests.Mirrors;

public sealed class WheelIndexTests : IDisposable
{
    private const string Zope = "Zope.Interface-5.5-cp311-cp311-linux_s390x.whl";
    // Of its METADATA.
    private const string Meta = "56631221473e7642e63971c7a57a14afbcc057e5a50fd0054eb3f6a8fef614eb";
    private static readonly DateTimeOffset s_date = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_page_of_a_project_has_these_bytes()
    {
        var wheel = FakeWheel.Make(_folder, Zope, ">=3.7, <4");
        Write("mirror", wheel);
        Digest.OfFile(_folder.At($"mirror/z/zope-interface/{Zope}.metadata")).Hex.ShouldBe(Meta);
        Digest.OfFile(_folder.At($"mirror/z/zope-interface/{Zope}")).ShouldBe(Digest.OfFile(wheel));
        const string attributes = " data-requires-python=\"&gt;=3.7, &lt;4\""
            + $" data-core-metadata=\"sha256={Meta}\"";
        File.ReadAllText(_folder.At("mirror/zope-interface/index.html")).ShouldBe($"""
            <!DOCTYPE html>
            <html>
            <head>
            <meta charset="utf-8">
            <meta name="pypi:repository-version" content="1.1">
            <title>Links for zope-interface</title>
            </head>
            <body>
            <h1>Links for zope-interface</h1>
            <a href="../z/zope-interface/{Zope}#sha256={Digest.OfFile(wheel).Hex}"{attributes}>{Zope}</a><br>
            </body>
            </html>

            """);
        File.ReadAllText(_folder.At("mirror/index.html")).ShouldContain(
            "<a href=\"zope-interface/\">zope-interface</a><br>\n");
    }

    [Fact]
    public void The_page_of_a_project_in_JSON_has_these_bytes()
    {
        var wheel = FakeWheel.Make(_folder, Zope, ">=3.7, <4");
        Write("mirror", wheel);
        File.ReadAllText(_folder.At("mirror/zope-interface/index.v1_json")).ShouldBe($$"""
            {
              "meta": {
                "api-version": "1.1"
              },
              "name": "zope-interface",
              "versions": [
                "5.5"
              ],
              "files": [
                {
                  "filename": "{{Zope}}",
                  "url": "../z/zope-interface/{{Zope}}",
                  "hashes": {
                    "sha256": "{{Digest.OfFile(wheel).Hex}}"
                  },
                  "requires-python": ">=3.7, <4",
                  "size": {{new FileInfo(wheel).Length}},
                  "upload-time": "2023-11-14T22:13:20.000000Z",
                  "core-metadata": {
                    "sha256": "{{Meta}}"
                  },
                  "yanked": false
                }
              ]
            }

            """);
        File.ReadAllText(_folder.At("mirror/index.v1_json")).ShouldBe("""
            {
              "meta": {
                "api-version": "1.1"
              },
              "projects": [
                {
                  "name": "zope-interface"
                }
              ]
            }

            """);
    }

    [Fact]
    public void The_hashes_are_those_of_the_newest_version_of_each_project()
    {
        string[] names =
        [
            "b-1.10-py3-none-any", "b-1.9-py3-none-any", "a-2.0-cp311-cp311-linux_s390x",
            "a-2.0-cp313-cp313-linux_s390x", "a-2.0rc1-cp311-cp311-linux_s390x", "gone-1-py3-none-any",
        ];
        Write("mirror", Yanked("gone==1.0: It was wrong.\n"),
            [.. names.Select(n => FakeWheel.Make(_folder, $"in/{n}.whl", $">=3, !={Array.IndexOf(names, n)}"))]);
        string[] two = [Of("a-2.0-cp311-cp311-linux_s390x"), Of("a-2.0-cp313-cp313-linux_s390x")];
        Array.Sort(two, StringComparer.Ordinal);
        File.ReadAllText(_folder.At("mirror/hashes.txt")).ShouldBe($"""
            a==2.0 \
                --hash=sha256:{two[0]} \
                --hash=sha256:{two[1]}
            b==1.10 \
                --hash=sha256:{Of("b-1.10-py3-none-any")}

            """);

        string Of(string name) => Digest.OfFile(_folder.At($"in/{name}.whl")).Hex;
    }

    [Fact]
    public void The_order_of_the_wheels_doesnt_matter()
    {
        string[] names = ["b-1", "a-2", "a-10", "q-1"];
        var wheels = names.Select(n => FakeWheel.Make(_folder, $"{n}-cp311-cp311-linux_s390x.whl")).ToArray();
        Write("one", wheels);
        Write("two", [.. wheels.Reverse()]);
        Contents("one").ShouldBe(Contents("two"));
        Versions("one/a").ShouldBe(["2", "10"]);
    }

    [Fact]
    public void A_project_of_one_letter_has_its_page_in_its_letters_folder()
    {
        Write("mirror", FakeWheel.Make(_folder, "q-1-cp311-cp311-linux_s390x.whl"));
        File.ReadAllText(_folder.At("mirror/q/index.html")).ShouldContain("../q/q/q-1-");
        File.Exists(_folder.At("mirror/q/q/q-1-cp311-cp311-linux_s390x.whl")).ShouldBeTrue();
    }

    [Fact]
    public void A_yanked_version_says_why_in_both_forms()
    {
        Write("mirror", Yanked("a==1.0: '\"x\" & <y>'\n"),
            FakeWheel.Make(_folder, "a-1-py3-none-any.whl"), FakeWheel.Make(_folder, "a-2-py3-none-any.whl"));
        File.ReadAllText(_folder.At("mirror/a/index.html"))
            .ShouldContain(" data-yanked=\"&quot;x&quot; &amp; &lt;y&gt;\">a-1-py3");
        using var json = JsonDocument.Parse(File.ReadAllText(_folder.At("mirror/a/index.v1_json")));
        json.RootElement.GetProperty("files").EnumerateArray().Select(f => f.GetProperty("yanked").ToString())
            .ShouldBe(["\"x\" & <y>", "False"]);
    }

    [Theory]
    [InlineData("a: text\n", "'a' isn't a project and its version")]
    [InlineData("A==1: text\n", "'A==1' isn't a project")]
    [InlineData("a==one: text\n", "'a==one' isn't a project")]
    [InlineData("a==1: text\na==1.0: text\n", "duplicate 'a==1.0'")]
    [InlineData("a==1: \"two\\nlines\"\n", "can't be one line of text")]
    public void A_wrong_entry_of_the_yanked_ones_is_refused(string text, string says)
    {
        var error = Should.Throw<ArgosyException>(() => Yanked(text));
        error.Diagnostics[0].Id.ShouldBe("ARG0581");
        error.Message.ShouldContain(says);
    }

    [Fact]
    public void Editors_report_the_same_wrong_entries()
    {
        string[] texts =
            ["a==1: text\n", "a: text\n", "A==1: text\n", "a==one: text\n", "a==1: ''\n", "a==1.0rc1: text\n"];
        EditorSchema.AreValid("yanked.schema.json", texts).ShouldBe([true, false, false, false, false, true]);
    }

    private static YankedWheels Yanked(string text) => YankedWheels.Read(YamlFile.Parse(text, YankedWheels.FileName));

    private IEnumerable<string?> Versions(string project)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(_folder.At($"{project}/index.v1_json")));
        return [.. json.RootElement.GetProperty("versions").EnumerateArray().Select(v => v.GetString())];
    }

    private void Write(string at, params string[] wheels) => Write(at, YankedWheels.None, wheels);

    private void Write(string at, YankedWheels yanked, params string[] wheels) =>
        WheelIndex.Write(_folder.At(at), wheels, s_date, yanked).ShouldBeEmpty();

    private List<string> Contents(string folder) =>
        [.. _folder.Files(folder).Select(f => $"{f} {Digest.OfFile(_folder.At($"{folder}/{f}"))}")];
}
