using System.Diagnostics;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Tests.Files;

public sealed class LeftoversTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => Leftovers.TryRemove(_folder.Path);

    [Fact]
    public void What_is_not_there_needs_no_removal()
    {
        Leftovers.TryRemove(_folder.At("nothing")).ShouldBeTrue();
        Leftovers.TryRemove(_folder.At("no/folder/either")).ShouldBeTrue();
    }

    [Fact]
    public void A_link_goes_and_what_it_leads_to_stays()
    {
        _folder.Write("kept/file", "k");
        _folder.Write("gone/file", "g");
        File.CreateSymbolicLink(_folder.At("gone/link"), _folder.At("kept"));
        File.CreateSymbolicLink(_folder.At("link"), _folder.At("kept"));
        Leftovers.TryRemove(_folder.At("gone")).ShouldBeTrue();
        Leftovers.TryRemove(_folder.At("link/")).ShouldBeTrue();
        _folder.Names.ShouldBe(["kept"]);
        File.ReadAllText(_folder.At("kept/file")).ShouldBe("k");
    }

    [Fact]
    public void Closed_folders_pipes_and_names_of_any_bytes_go_too()
    {
        _folder.Write("gone/closed/file", "x");
        Shell(
            @"cd ""$1/gone"" && mkfifo pipe && touch ""$(printf 'caf\351')"" "
            + @"&& mkdir ""$(printf 'd\351')"" && chmod 0 closed");
        Leftovers.TryRemove(_folder.At("gone")).ShouldBeTrue();
        _folder.Names.ShouldBeEmpty();
    }

    private void Shell(string script)
    {
        using var shell = Process.Start("sh", ["-c", script, "sh", _folder.Path]);
        shell.WaitForExit();
        shell.ExitCode.ShouldBe(0);
    }
}
