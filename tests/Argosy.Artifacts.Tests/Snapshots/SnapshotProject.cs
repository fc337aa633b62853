using System.Text;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Snapshots;

namespace Argosy.Artifacts.Tests.Snapshots;

/// <summary>A small project after a run without work, and what surrounds it: a tool, a folder of a tool,
/// and the environment.</summary>
internal sealed class SnapshotProject : IDisposable
{
    private const string Printed = "\nnothing to do ─\n";
    private readonly TestFolder _folder = new();

    public SnapshotProject()
    {
        Write("argosy.yaml", "model");
        Write("images/runtime/image.yaml", "image");
        Write("src/main.c", "int main;");
        Write("src/App/App.csproj", "<Project/>");
        Write("src/App/obj/made", "made");
        Write("artifacts/out/lib.so", "library");
        Write(".git/HEAD", "ref: refs/heads/main\n");
        Write(".git/refs/heads/main", "0123\n");
        Write(".argosy/journal", "journal");
        Write(".argosy/lock", "");
        File.CreateSymbolicLink(At("src/link.c"), "main.c");
        File.CreateSymbolicLink(At("src/outside"), Tool("tool"));
        Directory.CreateDirectory(At("src/inner"));
        File.CreateSymbolicLink(At("src/folder"), "inner");
        // As in a root of Debian packages.
        Write("artifacts/root/usr/bin/sh", "shell");
        File.CreateSymbolicLink(At("artifacts/root/bin"), "usr/bin");
        _folder.Write("tools/tool", "tool");
        _folder.Write("tools/kit/part", "part");
    }

    public string Root => _folder["project"];

    /// <summary>As the kernel has it.</summary>
    public string Environment { get; set; } = "PATH=/bin\0CFLAGS=-O2\0SHLVL=1\0TERM=xterm\0";

    public string[] Arguments { get; set; } = ["--target=Native", "--jobs=2"];

    /// <summary>Variables that tasks declare.</summary>
    public string[] Declared { get; init; } = ["CFLAGS"];

    public string At(string path) => Path.Combine(Root, path);

    public string Tool(string path) => _folder["tools", path];

    public void Write(string path, string text) => _folder.Write($"project/{path}", text);

    /// <summary>Records the run, once its files are older than a clock tick.</summary>
    public void Record()
    {
        var snapshot = Snapshot();
        SpinWait.SpinUntil(() => snapshot.TryTake(Root, FileClock.Now()), Patience.Limit).ShouldBeTrue();
        snapshot.Write(At(".argosy/noop"));
    }

    public RunSnapshot Snapshot()
    {
        var variables = ProcessEnvironment.Counted(Declared).ToList();
        return new()
        {
            Request = RunRequest.TryForm(Arguments)!,
            Variables = variables,
            Environment = ProcessEnvironment.DigestOf(Encoding.UTF8.GetBytes(Environment), variables),
            Files = [Tool("tool"), Tool("absent/tool"), At(".git/HEAD"), At(".git/refs/heads/main"), ".argosy/journal"],
            Folders = [Tool("kit")],
            Text = Encoding.UTF8.GetBytes(Printed),
        };
    }

    /// <summary>What the next run would print; null if it has to look itself.</summary>
    public string? Answer() =>
        ProjectState.TryFindSame(Root, Arguments, Encoding.UTF8.GetBytes(Environment)) is { } same
            ? Encoding.UTF8.GetString(same.Text.Span)
            : null;

    public void ShouldAnswer() => Answer().ShouldBe(Printed);

    public void Dispose() => _folder.Dispose();
}
