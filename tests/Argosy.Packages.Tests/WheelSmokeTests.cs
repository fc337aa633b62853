using Argosy.Packages.Tests.Audit;
using Argosy.Packages.Wheels.Audit;
using Argosy.Packages.Wheels.Proof;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Tests;

public sealed class WheelSmokeTests : IDisposable
{
    private const string Extension = "a/_fast.cpython-311-x86_64-linux-gnu.so";
    private readonly WheelMaker _maker = new();

    public void Dispose() => _maker.Dispose();

    [Theory]
    [InlineData("", "Its smoke test imports nothing of the wheel.")]
    [InlineData("imported: /s/b/__init__.py", "Its smoke test imports nothing of the wheel.")]
    [InlineData("imported: /s/a/__init__.py", "Its smoke test imports none of the wheel's extension modules.")]
    [InlineData("imported: /s/a/__init__.py\nimported: /s/b/_x.abi3.so",
        "Its smoke test imports none of the wheel's extension modules.")]
    [InlineData($"imported: /s/a/__init__.py\nimported: /s/{Extension}", null)]
    public async Task A_smoke_test_proves_what_it_imports(string said, string? reason) => Judge(said, _maker.Write(
        "a-1-cp311-cp311-linux_x86_64.whl", ("a/__init__.py", []), (Extension, await _maker.LinkAsync("x64", []))))
        .Reason.ShouldBe(reason);

    [Fact]
    public void A_wheel_without_extension_modules_needs_none() =>
        Judge("imported: /s/a/__init__.py", _maker.Write("a-1-py3-none-any.whl", ("a/__init__.py", [])))
            .Verdict.ShouldBe(Verdict.Passed);

    [Fact]
    public void Without_a_smoke_test_the_outermost_modules_and_the_extension_modules_are_imported() => WheelModules.Of(
    [
        "a/__init__.py", "a/b.py", "a/sub/__init__.py", "a/sub/_c.abi3.so", "a/tests/_t.abi3.so", "a/tests/__init__.py",
        "namespace/part/__init__.py", "namespace/part/x.py", "single.py", "_d.cpython-311-x86_64-linux-gnu.so",
        "a-1.dist-info/METADATA", "a-1.data/purelib/p/__init__.py", "a-1.data/scripts/run.py", "a.libs/libx.so",
        "a/libplain.so.1", "a/__main__.py", "not-a-module.py",
    ]).ShouldBe(["_d", "a", "a.sub._c", "namespace.part", "p", "single"]);

    private static RunOutcome Judge(string said, string wheel) =>
        SmokeTest.Judge(new(Verdict.Passed, new CommandResult(0, said + "\n", ""), null), WheelAudit.Read(wheel), "/s");
}
