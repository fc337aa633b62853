using Argosy.Artifacts.Tasks;
using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Ledger;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Tests.Ledger;

/// <summary>A run in which no line changed doesn't make the ledger again.</summary>
public sealed class LedgerDeclarationTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public LedgerDeclarationTests() => _folder.Write(
        "argosy.yaml", "project: {name: p, version: '1.0', description: d}\narchitectures: [x64, arm64]\n"
        + "distributions: [debian-12]\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_made_again_exactly_when_a_line_changed()
    {
        var before = Declared("packages: [{name: aa, version: '1.0'}]\n");
        Declared("# a comment\npackages:\n- name: aa\n  version: '1.0'\n").ShouldBe(before);
        foreach (var changed in (string[])
        [
            "packages: [{name: aa, version: '1.1'}]\n",
            "packages: [{name: aa, version: '1.0'}, {name: bb, version: '1.0'}]\n",
            "packages: [{name: aa, version: '1.0', skip: needs a GPU}]\n",
        ])
        {
            Declared(changed).ShouldNotBe(before, changed);
        }
    }

    private string Declared(string wheels)
    {
        _folder.Write("wheels/wheels.yaml", wheels);
        var settings = new BuildSettings(
            _folder.Path, Host.Detect(), Platforms.Model.Load(_folder.At("argosy.yaml")), () => new(0));
        using var roots = new PlatformRoots(settings, _ => { });
        var task = new TaskDeclaration();
        new LedgerBuild(settings, new WheelBuild(settings, roots, new Confinement())).Declare(task);
        task.IsLocal.ShouldBeTrue("it compares with the last ledger of this machine");
        return string.Join('\n', task.Values);
    }
}
