using Argosy.Images.Definition;
using Argosy.Images.Finish;
using Argosy.Images.Layers;
using Argosy.Processes;

namespace Argosy.Images.Tests.Finish;

/// <summary>Beside dpkg's own update-alternatives.</summary>
public sealed class AlternativeChoicesTests : IDisposable
{
    private const string Script = """
        update-alternatives --quiet --install /usr/bin/awk awk /usr/bin/gawk 10 \
          --slave /usr/share/man/man1/awk.1.gz awk.1.gz /usr/share/man/man1/gawk.1.gz \
          --slave /usr/bin/nawk nawk /usr/bin/gawk
        update-alternatives --install /usr/bin/awk awk /usr/bin/mawk 5 --slave /usr/bin/nawk nawk /usr/bin/mawk
        update-alternatives --install /usr/bin/awk awk /usr/bin/original-awk 10 --slave /usr/bin/zawk zawk /usr/bin/mawk
        update-alternatives --install /usr/bin/pager pager /bin/more 50
        update-alternatives --install /usr/bin/gone gone /usr/bin/nothing 50
        """;

    private static readonly string[] s_programs =
        ["usr/bin/gawk", "usr/bin/mawk", "usr/bin/original-awk", "bin/more", "usr/share/man/man1/gawk.1.gz"];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("/usr/bin/mawk")]
    public async Task Links_and_records_are_those_of_update_alternatives(string? chosen)
    {
        foreach (var folder in (string[])["etc/alternatives", "var/lib/dpkg/alternatives", "usr/bin", "var/log"])
            Directory.CreateDirectory(_folder[folder]);
        foreach (var program in s_programs) _folder.Write(program, "x");
        var commands = Script.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
            .Where(l => !l.Contains("gone", StringComparison.Ordinal))
            .Append(chosen is null ? "" : $"update-alternatives --set awk {chosen}");
        foreach (var line in commands.Where(l => l.Length > 0))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();
            await CommandRunner.Silent.RunAsync(
                new("update-alternatives", ["--root", _folder.Path, "--log", "/dev/null", .. words]), default);
        }

        var choices = new AlternativeChoices();
        choices.Read(Script);
        var tree = FinishTrees.Of(FinishTrees.Root([.. s_programs.Select(p => (p, "x"))]));
        choices.Finish(tree, chosen is null ? [] : [new PlacedValue(new("i"), "awk", chosen)]);

        var links = Directory.EnumerateFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories)
            .Select(p => new FileInfo(p)).Where(f => f.LinkTarget is not null)
            .Select(f => (Path.GetRelativePath(_folder.Path, f.FullName), f.LinkTarget!));
        tree.Added.Entries.OfType<LinkEntry>().Select(l => (l.Path, l.Target)).ShouldBe(links, ignoreOrder: true);
        foreach (var name in (string[])["awk", "pager"])
        {
            FinishTrees.TextOf(tree.Added, $"var/lib/dpkg/alternatives/{name}")
                .ShouldBe(File.ReadAllText(_folder[$"var/lib/dpkg/alternatives/{name}"]));
        }
    }
}
