using System.Diagnostics;
using System.Net.Sockets;
using Argosy.Artifacts.Files;
using Argosy.Images.Layers;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Tests.Layers;

/// <summary>Sources of any type: files, folders and links are copied as such, any other type is an error.</summary>
public sealed class SourceTypeTests : IDisposable
{
    private readonly TestFolder _project = new();

    public void Dispose() => Leftovers.TryRemove(_project.Path);

    [Fact]
    public void A_source_that_is_a_link_is_what_it_leads_to()
    {
        _project.Write("real.txt", new('x', 200));
        _project.Write("folder/a", "a");
        File.CreateSymbolicLink(_project["link.txt"], "real.txt");
        File.CreateSymbolicLink(_project["again.txt"], "link.txt");
        File.CreateSymbolicLink(_project["to-folder"], "folder");
        foreach (var name in (string[])["link.txt", "again.txt"])
        {
            var file = Collect($"{{source: {name}, destination: /srv/x}}").Find("srv/x").ShouldBeOfType<FileEntry>();
            var bytes = new MemoryStream();
            file.Content.CopyTo(bytes, new byte[64]);
            (file.Content.Length, bytes.Length).ShouldBe((200, 200));
        }

        Collect("{source: to-folder, destination: /srv}").Find("srv/a").ShouldBeOfType<FileEntry>();
        Collect("{source: lin*.txt, destination: /srv/}").Find("srv/link.txt")
            .ShouldBeOfType<LinkEntry>().Target.ShouldBe("real.txt");
    }

    [Fact]
    public void A_link_to_nothing_is_an_error_that_says_where_it_leads()
    {
        File.CreateSymbolicLink(_project["link"], "nothing");
        Error("{source: link, destination: /x}")
            .ShouldStartWith("ARG0413 image.yaml:2: 'link' is a link to 'nothing', where nothing is.");
    }

    [Theory]
    [InlineData("{source: d/pipe, destination: /x}")]
    [InlineData("{source: d, destination: /x}")]
    [InlineData("{source: d/p*, destination: /x/}")]
    public void A_pipe_is_an_error_at_its_line(string file)
    {
        Directory.CreateDirectory(_project["d"]);
        Run("mkfifo", _project["d/pipe"]);
        Error(file).ShouldStartWith("ARG0430 image.yaml:2:");
    }

    [Fact]
    public void A_socket_is_too()
    {
        Directory.CreateDirectory(_project["d"]);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_project["d/s"]));
        Error("{source: d, destination: /x}").ShouldStartWith("ARG0430 image.yaml:2: 's' is a socket");
    }

    [Theory]
    [InlineData(@"mkdir -p ""$1/d"" && touch ""$1/d/$(printf 'caf\351')""")]
    [InlineData(@"mkdir -p ""$1/d/$(printf 'caf\351')""")]
    [InlineData(@"mkdir -p ""$1/d"" && ln -s ""$(printf 'caf\351')"" ""$1/d/link""")]
    public void A_name_that_is_not_UTF8_is_too(string script)
    {
        Run("sh", "-c", script, "sh", _project.Path);
        Error("{source: d, destination: /x}").ShouldStartWith("ARG0431 image.yaml:2:");
    }

    [Theory]
    [InlineData("shorter")]
    [InlineData("much longer than it was")]
    public void A_file_that_changes_while_the_image_is_made_is_never_cut(string later)
    {
        _project.Write("a", "ten bytes.");
        var file = Collect("{source: a, destination: /a}").Find("a").ShouldBeOfType<FileEntry>();
        _project.Write("a", later);
        Should.Throw<ArgosyException>(() => file.Content.CopyTo(new MemoryStream(), new byte[64]))
            .Diagnostics[0].Id.ShouldBe("ARG0434");
    }

    private string Error(string file) => Should.Throw<ArgosyException>(() => Collect(file)).Message;

    private LayerTree Collect(string file) => FileLayer.Collect(
        Images.Define($"files:\n  - {file}\npackages: [libc6]").Files, _project.Path,
        Architecture.TryFind("x64")!, new());

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }
}
