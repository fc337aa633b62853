using Argosy.Packages.Wheels.Building;
using Argosy.Platforms;
using Argosy.Processes;

namespace Argosy.Packages.Tests.Wheels;

/// <summary>Python's modules are compiled once for a root, and nothing depends on that.</summary>
[Trait("Category", "Slow")]
public sealed class PythonBytecodeTests(Roots roots) : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_is_made_once_for_a_root_and_without_what_cannot_be_compiled()
    {
        await LinkAsync();
        _folder.Write("root/usr/lib/python3/dist-packages/template.py", "def {{name}}(): pass");
        await EnsureAsync();
        var compiled = _folder.At("root.bytecode/usr/lib/python3.11/json/decoder.cpython-311.pyc");
        var first = new FileInfo(compiled).LastWriteTimeUtc;
        await EnsureAsync();
        new FileInfo(compiled).LastWriteTimeUtc.ShouldBe(first);
        File.Exists(_folder.At("root.bytecode/usr/lib/python3/dist-packages/template.cpython-311.pyc")).ShouldBeFalse();

        // Another root in its place.
        Directory.Delete(_folder.At("root"), recursive: true);
        await LinkAsync();
        PythonBytecode.TryFind(_folder.At("root")).ShouldBeNull();
    }

    [Fact]
    public async Task A_root_without_python_has_none_and_the_log_says_why()
    {
        Directory.CreateDirectory(_folder.At("empty"));
        var said = new List<string>();
        await PythonBytecode.EnsureAsync(new CommandRunner(said.Add), _folder.At("empty"), Debian, default);
        PythonBytecode.TryFind(_folder.At("empty")).ShouldBeNull();
        said.ShouldHaveSingleItem().ShouldContain("the build root has no ELF interpreter");
    }

    private static Distribution Debian => Roots.PlatformOf("x64").Distribution;

    // As much of a root as this takes, as links.
    private async Task LinkAsync()
    {
        var from = await roots.BuildRootAsync();
        foreach (var kept in (string[])
        [
            "usr/bin/python3.11", "usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu", "usr/lib/python3.11",
            "usr/lib/python3/dist-packages/pip",
        ])
        {
            if (!Path.Exists(Path.Combine(from, kept))) continue;
            var at = _folder["root", kept];
            Directory.CreateDirectory(Path.GetDirectoryName(at)!);
            Directory.CreateSymbolicLink(at, Path.Combine(from, kept));
        }
    }

    private Task EnsureAsync() => PythonBytecode.EnsureAsync(Roots.Runner, _folder.At("root"), Debian, default);
}
