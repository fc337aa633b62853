using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Argosy.Artifacts;
using Argosy.Platforms;

namespace Argosy.EndToEnd.Tests.MainJob;

/// <summary>What the packages hold that Cake's tool loads into its own process, without following
/// dependencies.</summary>
[Trait("Category", "EndToEnd")]
public sealed class CakePackageTests
{
    private static readonly string s_cake = Path.Combine(
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages"),
        "cake.tool/7.0.0/tools/net10.0/any");

    private sealed record Assembly(string Name, Version Version, IReadOnlyList<(string Name, Version Version)> Needs);

    public static TheoryData<string> Packages => ["Cake.Argosy", "Cake.Argosy.Module"];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Each_assembly_that_another_needs_is_in_the_package_or_in_Cake_or_in_NET(string id)
    {
        var own = Assemblies(id);
        var known = own.Concat(Directory.EnumerateFiles(s_cake, "*.dll").Select(f => Read(File.ReadAllBytes(f))))
            .DistinctBy(a => a.Name).ToDictionary(a => a.Name, a => a.Version);
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        own.SelectMany(a => a.Needs.Select(n => (a.Name, Needs: n)))
            .Where(n => !File.Exists(Path.Combine(runtime, $"{n.Needs.Name}.dll")))
            .Where(n => !known.TryGetValue(n.Needs.Name, out var version) || version < n.Needs.Version)
            .Select(n => $"{n.Name} needs {n.Needs.Name} {n.Needs.Version}").ShouldBeEmpty();
        own.Select(a => a.Name).ShouldContain(id);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void No_assembly_is_in_it_twice_or_in_Cake_as_well(string id)
    {
        var names = Entries(id).Select(Path.GetFileName).Where(n => n!.EndsWith(".dll", StringComparison.Ordinal))
            .ToList();
        names.Count.ShouldBe(names.Distinct().Count());
        names.Where(n => File.Exists(Path.Combine(s_cake, n!))).ShouldBeEmpty();
    }

    // .NET takes an assembly for the one that is loaded already only if it is the same.
    [Fact]
    public void What_both_packages_hold_is_the_same()
    {
        var (addin, module) = (Digests("Cake.Argosy"), Digests("Cake.Argosy.Module"));
        var shared = addin.Keys.Intersect(module.Keys).ToList();
        shared.ShouldContain("lib/net10.0/Argosy.Engine.dll");
        shared.Where(name => addin[name] != module[name]).ShouldBeEmpty();
        module.Keys.Except(shared).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Cake.Argosy", "addin nuget:?package=Cake.Argosy&version=")]
    [InlineData("Cake.Argosy.Module", "module nuget:?package=Cake.Argosy.Module&version=")]
    [InlineData("Argosy.Tool", "dotnet tool install Argosy.Tool")]
    [InlineData("Argosy.Templates", "dotnet new install Argosy.Templates")]
    public void A_package_says_how_it_is_used_and_under_which_licence(string id, string use)
    {
        using var zip = ZipFile.OpenRead(FileOf(id));
        var readme = Text(zip, "README.md");
        readme.ShouldContain(use);
        readme.ShouldNotContain("@version@");
        var nuspec = Text(zip, $"{id}.nuspec");
        nuspec.ShouldContain("<license type=\"expression\">Apache-2.0</license>");
        nuspec.ShouldContain("<readme>README.md</readme>");
        nuspec.ShouldContain("<icon>icon.png</icon>");
        Bytes(zip.GetEntry("icon.png")!).Take(4).ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);
        nuspec.ShouldNotContain("<dependency ");
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Each_of_Argosys_assemblies_has_its_symbols(string id)
    {
        using var zip = ZipFile.OpenRead(FileOf(id));
        using var symbols = ZipFile.OpenRead(Path.ChangeExtension(FileOf(id), ".snupkg"));
        symbols.Entries.Select(e => e.FullName).Where(e => e.EndsWith(".pdb", StringComparison.Ordinal)).Order()
            .ShouldBe(Libraries(zip).Select(e => e.FullName).Where(e => e.Contains("Argosy", StringComparison.Ordinal))
                .Select(e => Path.ChangeExtension(e, ".pdb")).Order());
    }

    [Fact]
    public void The_template_writes_the_version_of_its_own_package()
    {
        using var zip = ZipFile.OpenRead(FileOf("Argosy.Templates"));
        Text(zip, "content/argosy/.template.config/template.json").ShouldContain(
            $"\"value\": \"{Model.Load(Repository.At(Model.FileName)).Project.Version}\"");
        Text(zip, "content/argosy/build.cake").ShouldContain("package=Cake.Argosy&version=@version@");
        zip.Entries.Select(e => e.FullName).ShouldContain("content/argosy/.gitignore");
    }

    [Fact]
    public void The_module_has_the_program_that_answers_runs_without_work_where_its_compiler_is()
    {
        var isX64 = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture
            == System.Runtime.InteropServices.Architecture.X64;
        string[] wanted = isX64 ? ["runtimes/linux-x64/native/argosy-noop"] : [];
        Entries("Cake.Argosy.Module").Where(e => e.EndsWith("/argosy-noop", StringComparison.Ordinal)).ShouldBe(wanted);
    }

    private static string FileOf(string id) => Directory
        .GetFiles(Repository.At("artifacts/packages"), $"{id}.*.nupkg")
        .Single(f => char.IsAsciiDigit(Path.GetFileName(f)[id.Length + 1]));

    private static List<string> Entries(string id)
    {
        using var zip = ZipFile.OpenRead(FileOf(id));
        return [.. zip.Entries.Select(e => e.FullName)];
    }

    private static List<Assembly> Assemblies(string id)
    {
        using var zip = ZipFile.OpenRead(FileOf(id));
        return [.. Libraries(zip).Select(e => Read(Bytes(e)))];
    }

    private static Dictionary<string, Digest> Digests(string id)
    {
        using var zip = ZipFile.OpenRead(FileOf(id));
        return Libraries(zip).ToDictionary(e => e.FullName, e => Digest.Of(new MemoryStream(Bytes(e))));
    }

    private static IEnumerable<ZipArchiveEntry> Libraries(ZipArchive zip) => zip.Entries.Where(e =>
        e.FullName.StartsWith("lib/", StringComparison.Ordinal)
            && e.Name.EndsWith(".dll", StringComparison.Ordinal));

    private static Assembly Read(byte[] bytes)
    {
        using var reader = new PEReader(new MemoryStream(bytes));
        var metadata = reader.GetMetadataReader();
        var name = metadata.GetAssemblyDefinition();
        return new(metadata.GetString(name.Name), name.Version,
            [.. metadata.AssemblyReferences.Select(metadata.GetAssemblyReference)
                .Select(r => (metadata.GetString(r.Name), r.Version))]);
    }

    private static string Text(ZipArchive zip, string name) =>
        System.Text.Encoding.UTF8.GetString(Bytes(zip.GetEntry(name).ShouldNotBeNull(name)));

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var copy = new MemoryStream();
        using (var stream = entry.Open()) stream.CopyTo(copy);
        return copy.ToArray();
    }
}
