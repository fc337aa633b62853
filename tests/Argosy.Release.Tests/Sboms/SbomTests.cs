using System.Text.Json.Nodes;
using Argosy.Release.Sboms;

namespace Argosy.Release.Tests.Sboms;

public sealed class SbomTests
{
    private const string Validate = """
        import fs from 'node:fs';
        import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
        for (const path of process.argv.slice(2)) {
          const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
          const error = await validator.validate(fs.readFileSync(path, 'utf8'));
          if (error !== null) { console.error(JSON.stringify(error)); process.exit(1); }
        }
        """;

    private static readonly PackageContents s_contents = new(
        "Demo", "1.2.0", "pkg:nuget/Demo@1.2.0", Artifacts.Digest.Of("package"))
    {
        License = "MIT",
        Needs = [new("Other", "[2.0.0, )", "pkg:nuget/Other"), new("libc.so.6", null, null)],
        Files = [("lib/a-b.dll", Artifacts.Digest.Of("one")), ("lib/a_b.dll", Artifacts.Digest.Of("two"))],
    };

    private static readonly DateTimeOffset s_time = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Fact]
    public void The_same_contents_give_the_same_documents_and_others_another_number()
    {
        CycloneDxPackage.Write(s_contents, s_time).ShouldBe(CycloneDxPackage.Write(s_contents, s_time));
        Serial(s_contents).ShouldBe(Serial(s_contents));
        Serial(s_contents with { Version = "1.2.1" }).ShouldNotBe(Serial(s_contents));
    }

    [Fact]
    public void Cyclonedx_has_needs_and_files()
    {
        var json = JsonNode.Parse(CycloneDxPackage.Write(s_contents, s_time))!;
        json["metadata"]!["component"]!["purl"]!.GetValue<string>().ShouldBe("pkg:nuget/Demo@1.2.0");
        json["components"]!.AsArray().Select(c => c!["name"]!.GetValue<string>())
            .ShouldBe(["Other", "libc.so.6", "lib/a-b.dll", "lib/a_b.dll"]);
    }

    [Fact]
    public void Spdx_ids_are_different_and_each_relationship_is_about_two_of_them()
    {
        var json = JsonNode.Parse(SpdxPackage.Write(s_contents, s_time))!;
        var ids = json["packages"]!.AsArray().Select(p => p!["SPDXID"]!.GetValue<string>()).ToList();
        ids.ShouldBeUnique();
        ids.ShouldAllBe(id => System.Text.RegularExpressions.Regex.IsMatch(id, "^SPDXRef-[a-zA-Z0-9.-]+$"));
        json["relationships"]!.AsArray().Select(r => r!["relatedSpdxElement"]!.GetValue<string>())
            .ShouldBe(ids, ignoreOrder: true);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Cyclonedx_library_validates_it()
    {
        var npm = await NpmTools.GetAsync(
            "cyclonedx", "@cyclonedx/cyclonedx-library@10.3.0", "ajv@8", "ajv-formats@3", "ajv-formats-draft2019@1");
        using var folder = new TestFolder();
        await File.WriteAllBytesAsync(folder.At("a.cdx.json"), CycloneDxPackage.Write(s_contents, s_time));
        var result = await npm.RunAsync(Validate, folder.At("a.cdx.json"));
        result.ExitCode.ShouldBe(0, result.Error);
    }

    private static string Serial(PackageContents contents) =>
        JsonNode.Parse(CycloneDxPackage.Write(contents, s_time))!["serialNumber"]!.GetValue<string>();
}
