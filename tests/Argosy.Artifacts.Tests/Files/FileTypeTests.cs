using System.Diagnostics;
using System.Net.Sockets;
using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Tests.Files;

/// <summary>Walks and copies check the file type: none waits for a pipe, none treats a link as a file.</summary>
public sealed class FileTypeTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => Leftovers.TryRemove(_folder.Path);

    [Fact]
    public void A_listing_tells_types()
    {
        _folder.Write("file", "12345");
        Directory.CreateDirectory(_folder.At("folder"));
        File.CreateSymbolicLink(_folder.At("link"), "file");
        Run("mkfifo", _folder.At("pipe"));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder.At("socket")));
        FolderListing.Read(_folder.Path).Select(e => e.Kind)
            .ShouldBe([FileKind.File, FileKind.Folder, FileKind.Link, FileKind.Pipe, FileKind.Socket]);
        FolderListing.TryOf(_folder.At("link"), follow: true).ShouldBe(new("link", FileKind.File, 5, false));
    }

    [Fact]
    public void A_pipe_is_an_error_at_once_wherever_a_file_is_read()
    {
        Run("mkfifo", _folder.At("pipe.whl"));
        Id(() => Digest.OfFile(_folder.At("pipe.whl"))).ShouldBe("ARG0271");
        Id(() => RegularFile.OpenRead(_folder.At("pipe.whl"))).ShouldBe("ARG0271");
        Id(() => RegularFile.Copy(_folder.At("pipe.whl"), _folder.At("copy"))).ShouldBe("ARG0271");
        Id(() => FolderListing.FilesOf(_folder.Path, ".whl")).ShouldBe("ARG0271");
        Id(() => Publish(s => Run("mkfifo", Path.Combine(s, "pipe")))).ShouldBe("ARG0273");
    }

    [Fact]
    public void A_name_that_no_path_can_say_is_an_error_with_its_folder()
    {
        Run("sh", "-c", @"mkdir ""$1/in"" && touch ""$1/in/$(printf 'caf\351.c')""", "sh", _folder.Path);
        Id(() => FolderListing.FilesOf(_folder.At("in"))).ShouldBe("ARG0272");
        // Only the bytes of an input count.
        new InputFiles(_folder.Path).Find(["in/*.c"]).ShouldHaveSingleItem();
        new InputFiles(_folder.Path).Find(["in/*.h"]).ShouldBeEmpty();
    }

    [Fact]
    public void A_published_folder_has_the_modes_of_no_one_who_built_it()
    {
        Publish(staged =>
        {
            var closed = Directory.CreateDirectory(Path.Combine(staged, "d"), (UnixFileMode)0b111_000_000).FullName;
            File.WriteAllText(Path.Combine(closed, "text"), "t");
            File.SetUnixFileMode(Path.Combine(closed, "text"), (UnixFileMode)0b100_000_000);
            File.WriteAllText(Path.Combine(closed, "program"), "p");
            File.SetUnixFileMode(Path.Combine(closed, "program"), (UnixFileMode)0b111_000_000);
            File.SetUnixFileMode(staged, (UnixFileMode)0b111_000_000);
        });
        string[] names = ["out", "out/d", "out/d/program", "out/d/text"];
        names.Select(n => Convert.ToString((int)File.GetUnixFileMode(_folder.At(n)), 8))
            .ShouldBe(["755", "755", "755", "644"]);
    }

    private void Publish(Action<string> fill)
    {
        using var staged = new StagedFolder(_folder.At("out"));
        fill(staged.Path);
        staged.Publish();
    }

    private static string Id(Action work) => Should.Throw<ArgosyException>(work).Diagnostics[0].Id;

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }
}
