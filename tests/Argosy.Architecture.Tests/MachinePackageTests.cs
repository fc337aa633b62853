using System.Text.RegularExpressions;
using Argosy.Architecture.Tests.Sources;
using Argosy.Platforms;
using Dialects = Argosy.Platforms.Architecture;

namespace Argosy.Architecture.Tests;

/// <summary><c>build/packages.txt</c> lists exactly the packages that a build needs on the machine.</summary>
public sealed partial class MachinePackageTests
{
    // Essential packages, and apt, with which build.sh installs the rest.
    private const string Debian = "(every Debian)";

    // The SDK isn't a Debian package; build.sh tells the user what to do without it.
    private const string Sdk = "(the .NET SDK)";

    // Programs of a root that the build made.
    private const string Root = "(a root)";

    // Programs that only a user's command starts, with the user's rights; a missing one is a separate error.
    private const string Users = "(the user's own)";

    private static readonly Dictionary<string, string> s_packageOf = new()
    {
        ["apt-config"] = Debian,
        ["apt-get"] = Debian,
        ["chown"] = Debian,
        ["chroot"] = Debian,
        ["env"] = Debian,
        ["dpkg-query"] = Debian,
        ["sh"] = Debian,
        ["tar"] = Debian,
        ["umount"] = Debian,
        ["unshare"] = Debian,
        ["dotnet"] = Sdk,
        ["clang-format"] = "clang-format",
        ["autoreconf"] = "autoconf",
        ["cmake"] = "cmake",
        ["ctest"] = "cmake",
        ["dpkg"] = "dpkg",
        ["dpkg-deb"] = "dpkg",
        ["ctr"] = Users,
        ["disorderfs"] = Users,
        ["gh"] = Users,
        ["sudo"] = Users,
        ["git"] = "git",
        ["gpg"] = "gpg",
        ["gpgconf"] = "gpgconf",
        ["gpgv"] = "gpgv",
        ["make"] = "make",
        ["meson"] = "meson",
        ["mmdebstrap"] = "mmdebstrap",
        ["ninja"] = "ninja-build",
        ["podman"] = "podman",
        ["python3"] = Users,
        ["/usr/bin/python3"] = Root,
        ["runc"] = "runc",
        ["rsync"] = "rsync",
        ["shellcheck"] = "shellcheck",
        ["skopeo"] = "skopeo",
        ["ssh"] = "openssh-client",
        ["strace"] = "strace",
        ["xz"] = "xz-utils",
    };

    // Places whose program is a variable, with the reason why the table above is complete all the same.
    private static readonly Dictionary<string, string> s_computed = new()
    {
        ["src/Argosy.Adoption/Doctor/Installation.cs"] =
            "apt-get, env, mount and update-binfmts, by sudo where there is no root",
        ["src/Argosy.Engine/Incremental/ToolVersions.cs"] = "asks a declared tool for its version",
        ["src/Argosy.Packages/Dotnet/ToolProof.cs"] = "a tool that was packed by the build and installed just before",
        ["src/Argosy.Oci/Registry/CredentialProgram.cs"] = "the user's own docker-credential-…",
        ["src/Argosy.Processes/CommandRunner.cs"] = "starts any Command",
        ["src/Argosy.Toolchains/Debian/AptRoot.cs"] = "apt-get and apt-cache, which are one package",
        ["src/Argosy.Toolchains/CMake/CMakeProject.cs"] = "the command of an item's 'check:'",
        ["src/Argosy.Toolchains/Meson/MesonProject.cs"] = "the command of an item's 'check:'",
        ["src/Argosy.Toolchains/Autotools/AutotoolsProject.cs"] = "the command of an item's 'check:'",
        ["src/Argosy.Toolchains/Commands/CommandProject.cs"] = "the commands of an item's 'steps:' and 'check:'",
        ["src/Argosy.Toolchains/Native/NativeSuite.cs"] = "a suite's command, as text for messages",
        ["src/Argosy.Toolchains/Running/ForeignRunner.cs"] =
            "qemu, whose name the dialect table has (qemu-user-static), or the program itself",
        ["src/Argosy.Packages/Wheels/Building/CrossPython.cs"] = "the Python of a root that the build made",
        ["src/Argosy.Packages/Wheels/Building/PythonBytecode.cs"] = "the Python of a root that the build made",
        ["src/Argosy.Toolchains/Running/LibraryLoader.cs"] =
            "the cross compiler of an architecture, which Native takes too",
        ["src/Argosy.Packages/Wheels/SdistSource.cs"] =
            "the decompressor of an archive's compression: gzip, bzip2, xz-utils, zstd",
        ["src/Argosy.Packages/Debian/DebugSymbols.cs"] = "objcopy and strip of the platform's cross compiler",
        ["src/Argosy.Packages/Debian/DebSmoke.cs"] = "the platform's cross compiler",
        ["src/Argosy.Release/Reproduction/Compressed.cs"] = "the decompressor of a compression: bzip2, xz-utils, zstd",
        ["src/Argosy.Release/Reproduction/ReproductionBuild.cs"] = "sh or setpriv, which every Debian has; disorderfs",
        ["src/Argosy.Packages/Debian/DpkgState.cs"] = "dpkg, by unshare where there is no root",
    };

    // Groups of build.sh other than architectures: --target=Test… and Lint…, --target=Bench…, --audit; and build
    // systems of native items.
    private static readonly string[] s_targets = ["test", "bench", "audit", "meson", "autotools", "command"];

    private sealed record Line(string Package, string? Condition, string Reason)
    {
        public IReadOnlyList<string> Conditions => Condition?.Split(',') ?? [];
    }

    private static IReadOnlyList<Line> Lines => [.. File.ReadLines(Repository.At("build/packages.txt"))
        .Where(l => l.Length > 0 && !l.StartsWith('#'))
        .Select(l => Shape().Match(l))
        .Select(m => new Line(
            m.Groups["package"].Value,
            m.Groups["condition"] is { Success: true, Value: var c } ? c : null,
            m.Groups["reason"].Value))];

    public static TheoryData<string> Architectures => [.. Dialects.All.Select(a => a.Name)];

    [Fact]
    public void Each_line_has_a_package_and_its_reason() =>
        Lines.Where(l => l.Package.Length == 0 || l.Reason.Length < 8).ShouldBeEmpty();

    [Fact]
    public void No_package_is_listed_twice() =>
        Lines.GroupBy(l => l.Package).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();

    [Fact]
    public void A_condition_is_an_architecture_or_a_kind_of_target() => Lines.SelectMany(l => l.Conditions)
        .Where(c => !s_targets.Contains(c) && Dialects.TryFind(c) is null).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Architectures))]
    public void An_architecture_brings_its_compiler_and_no_build_without_it_does(string name)
    {
        var architecture = Dialects.TryFind(name)!;
        Lines.Single(l => l.Package == new Host(architecture).CompilerPackage(architecture)).Conditions.ShouldBeEmpty();
        var elsewhere = new Host(Dialects.All.First(a => a != architecture));
        Lines.Single(l => l.Package == elsewhere.CompilerPackage(architecture)).Conditions.Except(s_targets)
            .ShouldBe([name]);
    }

    [Fact]
    public void A_condition_that_is_an_architecture_belongs_to_its_compiler() => Lines
        .Where(l => l.Conditions.Except(s_targets).Any(c => l.Package != CrossCompiler(Dialects.TryFind(c)!)))
        .ShouldBeEmpty();

    private static string CrossCompiler(Dialects architecture) =>
        new Host(Dialects.All.First(a => a != architecture)).CompilerPackage(architecture);

    [Fact]
    public void The_sources_can_be_bound_whole() => CSharpSources.Errors.ShouldBeEmpty();

    [Fact]
    public void Every_program_that_is_started_belongs_to_a_package()
    {
        var starts = CSharpSources.Starts.ToList();
        starts.Count.ShouldBeGreaterThan(20);
        starts.Where(s => s.Program is not null && !s_packageOf.ContainsKey(s.Program)).ShouldBeEmpty();
    }

    [Fact]
    public void A_program_that_is_computed_is_accounted_for()
    {
        var files = CSharpSources.Starts.Where(s => s.Program is null).Select(s => s.File).Distinct().ToList();
        files.Except(s_computed.Keys).ShouldBeEmpty();
        s_computed.Keys.Except(files).ShouldBeEmpty();
    }

    [Fact]
    public void Every_package_of_a_program_is_listed() =>
        s_packageOf.Values.Except([Debian, Sdk, Users, Root]).Except(Lines.Select(l => l.Package)).ShouldBeEmpty();

    [Fact]
    public void What_builds_start_is_not_for_tests_alone()
    {
        string[] ofLint = ["clang-format", "shellcheck"];
        var forTests = Lines.Where(l => l.Condition == "test").Select(l => l.Package).ToHashSet();
        s_packageOf.Values.Where(forTests.Contains).Except(ofLint).ShouldBeEmpty();
    }

    [GeneratedRegex(@"^(?<package>[a-z0-9][a-z0-9.+-]+)\s+(\[(?<condition>[a-z0-9,]+)\]\s+)?(?<reason>[^\s\[].*)$")]
    private static partial Regex Shape();
}
