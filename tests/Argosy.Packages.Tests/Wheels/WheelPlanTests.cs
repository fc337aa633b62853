using Argosy.Artifacts;
using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Constraints;
using Argosy.Packages.Wheels.Definition;
using Argosy.Packages.Wheels.Planning;
using Argosy.Packages.Wheels.Versions;
using Argosy.Platforms;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Tests.Wheels;

public sealed class WheelPlanTests
{
    private static readonly Model s_model = Model.Read(YamlFile.Parse("""
        project: {name: p, version: 1.0.0}
        architectures: [x64, arm64, ppc64le]
        distributions: [debian-12, debian-13]
        """, "argosy.yaml"));

    [Fact]
    public void Without_constraints_each_package_is_built_on_each_platform_of_the_set()
    {
        var plan = Plan(
            "platforms: [debian-13-arm64, debian-12-x64]\npackages: [{name: b}, {name: a, version: 1.0}]\n");
        Said(plan).ShouldBe(
        [
            "a 1.0 debian-12-x64 Build", "a 1.0 debian-13-arm64 Build", "b  debian-12-x64 Build",
            "b  debian-13-arm64 Build",
        ]);
        plan.Platforms.Select(p => p.Name).ShouldBe(["debian-12-x64", "debian-13-arm64"]);
        plan.Built.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void A_constraint_gives_each_platform_its_version()
    {
        var plan = Plan("platforms: [debian-12-x64, debian-13-x64]\nconstraints: c.txt\n",
            "a===1;python_version<'3.12'\na===2;python_version>='3.12'\nb===3;os_name=='nt'\n");
        Said(plan).ShouldBe(
        [
            "a 1 debian-12-x64 Build", "a 2 debian-13-x64 Build", "b  debian-12-x64 NotNeeded",
            "b  debian-13-x64 NotNeeded",
        ]);
        plan.Wheels[0].Definition.Fingerprint.ShouldNotBe(plan.Wheels[1].Definition.Fingerprint);
    }

    [Fact]
    public void A_note_skips_a_platform_with_its_reason_and_keeps_its_own_version()
    {
        var plan = Plan(
            "platforms: [debian-12-x64, debian-12-arm64]\nconstraints: c.txt\n"
            + "packages: [{name: a, version: 1.5, skip: {platforms: [debian-12-arm64], reason: slow}}]\n", "a===1\n");
        Said(plan).ShouldBe(["a 1.5 debian-12-x64 Build", "a 1.5 debian-12-arm64 Skipped slow"]);
    }

    [Fact]
    public void What_the_index_has_isnt_built()
    {
        var pins = SdistLock.Of([("a", new SdistPin(PythonVersion.Parse("1"))
        {
            Upstream = new Dictionary<string, string> { ["debian-12-x64"] = "a-1-py3-none-any.whl" },
        })]);
        var plan = Plan("platforms: [debian-12-x64, debian-12-arm64]\nconstraints: c.txt\n", "a===1.0\n", pins);
        Said(plan).ShouldBe(["a 1.0 debian-12-x64 Upstream a-1-py3-none-any.whl", "a 1.0 debian-12-arm64 Build"]);
    }

    [Fact]
    public void A_wrong_line_and_a_note_without_a_line_dont_stop_the_others()
    {
        var plan = Plan("platforms: [debian-12-x64]\nconstraints: c.txt\npackages: [{name: nmupy}]\n",
            "numpy===1\nb==x\nc===1;os_name=='posix'\nc===2;os_name!='nt'\n");
        Said(plan).ShouldContain("numpy 1 debian-12-x64 Build");
        Said(plan).ShouldContain(w => w.StartsWith("c  debian-12-x64 Refused ARG0551", StringComparison.Ordinal));
        plan.Faults.Select(f => f.Id).ShouldBe(["ARG0551", "ARG0550", "ARG0551"]);
        plan.Faults[1].Remedy.ShouldBe("Did you mean 'numpy'?");
        plan.Built.ShouldBe(["numpy"]);
    }

    [Fact]
    public void A_lock_reads_back_as_it_was_written()
    {
        using var folder = new TestFolder();
        var pins = SdistLock.Of(
        [
            ("b", new SdistPin(PythonVersion.Parse("2.0rc1"))
            {
                Sdist = new("b.tar.gz", Digest.Of("b"), "index default"),
            }),
            ("a", new SdistPin(PythonVersion.Parse("1.10"))
            {
                Sdist = new("a_1.orig.tar.gz", Digest.Of("x"), "debian-12 a 1:1.10-1"),
                Upstream = new Dictionary<string, string> { ["debian-13-x64"] = "z.whl", ["debian-12-x64"] = "y.whl" },
            }),
            ("a", new SdistPin(PythonVersion.Parse("1.9"))),
        ]);
        pins.Save(folder.At("wheels.lock"));
        File.ReadAllText(folder.At("wheels.lock")).ShouldBe($"""
            # Made by ./build.sh --target=Update-Locks: do not edit.
            a:
              "1.9": {"{}"}
              "1.10":
                file: a_1.orig.tar.gz
                sha256: {Digest.Of("x").Hex}
                from: debian-12 a 1:1.10-1
                upstream:
                  debian-12-x64: y.whl
                  debian-13-x64: z.whl
            b:
              "2.0rc1":
                file: b.tar.gz
                sha256: {Digest.Of("b").Hex}
                from: index default

            """);
        var read = SdistLock.Load(folder.At("wheels.lock"));
        read.Find(new("b"))!.Sdist!.From.ShouldBe("index default");
        read.Find(new("a")).ShouldBeNull();
        read.Find(new("a") { Version = PythonVersion.Parse("1.10.0") })!.Upstream.Count.ShouldBe(2);
    }

    [Fact]
    public void Every_wheel_of_the_sample_is_pinned()
    {
        var root = Repository.At("samples/wheels");
        var set = WheelSet.LoadAll(root).CheckFor(s_model);
        var pins = SdistLock.Load(Path.Combine(root, SdistLock.FileName));
        var plan = WheelPlan.Of(set, ConstraintsFile.Load(root, set.Constraints!), pins, s_model);
        plan.Faults.ShouldBeEmpty();
        plan.Platforms.Count.ShouldBe(6);
        plan.Wheels.Where(w => w.IsBuilt && pins.Find(w.Definition)?.Sdist is null).ShouldBeEmpty();
        plan.Wheels.Where(w => w.Decision == WheelDecision.Skipped).Select(w => w.Definition.Name).Distinct()
            .ShouldBe(["bcrypt"]);
        plan.Built.Count.ShouldBe(36);
    }

    private static WheelPlan Plan(string yaml, string? constraints = null, SdistLock? pins = null) => WheelPlan.Of(
        WheelSet.Read(YamlFile.Parse(yaml, "wheels.yaml")),
        constraints is null ? null : ConstraintsFile.Parse(constraints, "c.txt"), pins ?? SdistLock.Empty, s_model);

    private static List<string> Said(WheelPlan plan) =>
    [
        .. plan.Wheels.Select(w =>
            $"{w.Definition.Name} {w.Definition.Version} {w.Platform} {w.Decision} {w.Detail}".TrimEnd()),
    ];
}
