using Argosy.Platforms;

namespace Cake.Argosy.Tests.Graph;

public sealed partial class GraphTests
{
    [Fact]
    public void A_release_is_published_only_where_a_place_is_declared()
    {
        using var graph = new SyntheticGraph(Bare + "release: {nuget: [feed]}\n").Register();
        graph.Names.Except(s_always).ShouldContain("Publish-Release");
        graph.Edges("Publish-Release").ShouldBe(["Mirrors", "Verify"]);
        graph.Declared("Publish-Release").IsIncremental.ShouldBeFalse();
    }

    // A word that changes no byte of what is made still changes what a proof shows.
    [Theory]
    [InlineData("packages: [base-files]", "packages: [base-files]\nself-test: {command: [/bin/true]}",
        "Image-web-x64 Images-web Verify-Image-web-x64")]
    [InlineData("packages: [base-files]", "packages: [base-files]\nannotations: {org.example.a: b}", "Images-web")]
    [InlineData("smoke: import two", "smoke: import two.three", "Verify-Wheel-two-debian-12-arm64")]
    [InlineData("libraries: {}", "libraries: {libc.so.6: {package: libc6, versions: GLIBC_}}",
        "Deb-libz0-debian-12-x64 Verify-Deb-libz0-debian-12-x64")]
    [InlineData("A <a@b.invalid>", "B <a@b.invalid>", "Deb-libz0-debian-12-x64")]
    [InlineData("tool: {command: demo}", "tool: {command: demo, prints: [x]}", "Pack-cli Verify-Pack-cli")]
    [InlineData("program: check}", "program: check, roles: [--a, --b]}",
        "Verify-Dotnet-check-x64 Verify-Dotnet-check-arm64 Dotnet-check-net461")]
    [InlineData("installs: [lib/libz.so]", "installs: [lib/libz.so], tests: [bin/t]", "Verify-Native-z-arm64")]
    public void What_is_declared_is_part_of_the_keys_of_what_it_makes_and_proves(
        string right, string wrong, string tasks)
    {
        using var before = Whole(t => t);
        using var after = Whole(t => t.Replace(right, wrong, StringComparison.Ordinal));
        foreach (var task in tasks.Split(' '))
            after.Declared(task).Values.ShouldNotBe(before.Declared(task).Values, task);
        after.Declared("Wheel-one-debian-12-x64").Values.ShouldBe(before.Declared("Wheel-one-debian-12-x64").Values);

        static SyntheticGraph Whole(Func<string, string> edit) => new SyntheticGraph(
            edit(Bare + Roots + Native + Dotnet),
            Edited(edit, s_wheels, s_debs, s_image, ("LICENSE", "MIT"))).Register();

        static (string, string)[] Edited(Func<string, string> edit, params (string File, string Text)[] files) =>
            [.. files.Select(f => (f.File, edit(f.Text)))];
    }

    // A proof with another emulator is another proof.
    [Theory]
    [InlineData("x64", "arm64", "qemu-aarch64-static")]
    [InlineData("arm64", "x64", "qemu-x86_64-static")]
    public void What_runs_foreign_programs_is_part_of_the_keys_of_proofs(string host, string foreign, string emulator)
    {
        using var graph = new SyntheticGraph(
            Bare + Roots + Native + Dotnet, s_wheels, s_debs, s_image, ("LICENSE", "MIT"))
        {
            Host = new Host(Architecture.TryFind(host)!),
        }.Register();
        var runs = graph.Names
            .Where(n => n.StartsWith("Verify-", StringComparison.Ordinal) && graph.Declared(n).Cell is not null
                && !n.StartsWith("Verify-Pack", StringComparison.Ordinal)
                && !n.StartsWith("Verify-Layout", StringComparison.Ordinal))
            .ToList();
        runs.Count(n => n.EndsWith($"-{foreign}", StringComparison.Ordinal)).ShouldBeGreaterThan(5);
        foreach (var name in runs)
            graph.Declared(name).OptionalTools.Contains(emulator)
                .ShouldBe(name.EndsWith($"-{foreign}", StringComparison.Ordinal), name);
        graph.Declared($"Verify-Dotnet-check-{host}").Tools.ShouldContain("dotnet");
        graph.Declared("Verify-Pack-cli").Tools.ShouldContain("dotnet");
    }
}
