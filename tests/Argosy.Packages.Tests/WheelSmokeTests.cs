using Argosy.Packages.Wheels;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Tests;

public sealed class WheelSmokeTests : IDisposable
{
    private readonly string _site = Directory.CreateTempSubdirectory("argosy-site-").FullName;

    public void Dispose() => Directory.Delete(_site, recursive: true);

    [Theory]
    [InlineData("", "Its smoke test imports nothing of the wheel.")]
    [InlineData("imported: /s/a/__init__.py", "Its smoke test imports none of the wheel's extension modules.")]
    [InlineData("imported: /s/a/__init__.py\nimported: /s/a/_fast.cpython-311-x86_64-linux-gnu.so", null)]
    public void A_smoke_test_proves_what_it_imports(string said, string? reason)
    {
        Directory.CreateDirectory(Path.Combine(_site, "a"));
        File.WriteAllText(Path.Combine(_site, "a/_fast.cpython-311-x86_64-linux-gnu.so"), "");
        Used(said).Reason.ShouldBe(reason);
    }

    [Fact]
    public void A_wheel_without_extension_modules_needs_none() =>
        Used("imported: /s/a/__init__.py").Verdict.ShouldBe(Verdict.Passed);

    private RunOutcome Used(string said) =>
        WheelProof.Used(new(Verdict.Passed, new CommandResult(0, said + "\n", ""), null), _site);
}
