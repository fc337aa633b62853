using System.Net;
using System.Net.Sockets;
using Argosy.Packages.Wheels.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Tests;

/// <summary>An sdist whose setup tries what a malicious one would: needs the network.</summary>
[Trait("Category", "Slow")]
public sealed class WheelAttackTests(Roots roots) : WheelAttacks(roots, emulated: false);

/// <summary>The same in an emulated build.</summary>
[Trait("Category", "Soak")]
public sealed class EmulatedWheelAttackTests(Roots roots) : WheelAttacks(roots, emulated: true);

/// <summary>What is tried.</summary>
public abstract class WheelAttacks(Roots roots, bool emulated)
{
    // Runs a statement and fails unless it is refused.
    private const string Refused = """
        import os, socket, subprocess, sys
        def refused(act):
            try:
                act()
            except OSError:
                return
            raise SystemExit('Error: it was possible')
        """;

    [Fact]
    public async Task A_setup_reads_no_file_of_the_user_and_reaches_no_socket()
    {
        using var outside = new TestFolder();
        await File.WriteAllTextAsync(outside.At(".netrc"), "machine m login l password p\n");
        var name = $"argosy-{Guid.NewGuid():N}";
        using var inet = new TcpListener(IPAddress.Loopback, 0);
        inet.Start();
        using var abstracted = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        abstracted.Bind(new UnixDomainSocketEndPoint($"\0{name}"));
        abstracted.Listen();
        await BuildAsync($$"""
            {{Refused}}
            refused(lambda: open('{{outside.At(".netrc")}}').read())
            refused(lambda: open(os.path.expanduser('~/.netrc')).read())
            refused(lambda: open('/root/.netrc').read())
            refused(lambda: socket.create_connection(('127.0.0.1', {{((IPEndPoint)inet.LocalEndpoint).Port}}), 2))
            refused(lambda: socket.socket(socket.AF_UNIX).connect('\0{{name}}'))
            refused(lambda: socket.getaddrinfo('localhost.example', 80))
            """);
        inet.Pending().ShouldBeFalse();
        abstracted.Poll(0, SelectMode.SelectRead).ShouldBeFalse();
    }

    [Fact]
    public async Task A_setup_changes_no_root_input_or_neighbour_and_leaves_no_process()
    {
        using var outside = new TestFolder();
        Directory.CreateDirectory(outside.At("neighbour"));
        await File.WriteAllTextAsync(outside.At("neighbour/secret"), "x");
        var root = emulated ? await roots.EmulatedAsync(Roots.PlatformOf("arm64")) : await roots.BuildRootAsync();
        var seen = emulated ? "" : root;
        await BuildAsync($$"""
            {{Refused}}
            refused(lambda: open('{{seen}}/usr/lib/python3/dist-packages/evil.pth', 'w'))
            refused(lambda: open('{{seen}}/usr/bin/evil', 'w'))
            refused(lambda: os.chmod('{{seen}}/usr/bin', 0o777))
            refused(lambda: os.unlink('{{(emulated ? "/etc/debian_version" : outside.At("evil.tar.gz"))}}'))
            refused(lambda: open('{{outside.At("neighbour/secret")}}').read())
            refused(lambda: open('{{outside.At("neighbour/made")}}', 'w'))
            refused(lambda: os.mknod('disk', 0o60666, 0x801))
            refused(lambda: os.chroot('.'))
            assert os.getpid() < 2000 and not [p for p in os.listdir('/proc') if p.isdigit() and int(p) > 5000]
            # A daemon, which keeps no pipe open: pip would wait for its end until the time is up.
            subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(98765.4)'],
                             stdin=-3, stdout=-3, stderr=-3, start_new_session=True)
            """, folder: outside);
        File.Exists($"{root}/usr/lib/python3/dist-packages/evil.pth").ShouldBeFalse();
        Directory.GetFileSystemEntries(outside.At("neighbour")).ShouldBe([outside.At("neighbour/secret")]);
        Directory.GetFiles(outside.Path, "evil.tar.gz").ShouldHaveSingleItem();
        Directory.EnumerateDirectories("/proc").Select(p => Path.Combine(p, "cmdline")).Where(File.Exists)
            .ShouldNotContain(f => CommandOf(f).Contains("98765.4", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("while True: os.fork()", "limit of 150 processes")]
    [InlineData("x = b'x' * (2 << 30)", "limit of 1 GiB of memory")]
    [InlineData("open('fill', 'wb').write(bytes(200 << 20))", "limit of 100 MiB on disk")]
    [InlineData("import time; time.sleep(1000)", "time limit of 6 s")]
    public async Task A_setup_that_fills_the_machine_ends_at_a_limit_that_is_named(
        string act, string limit)
    {
        var diagnostic = (await Should.ThrowAsync<ArgosyException>(() => BuildAsync($"import os\n{act}",
            limits: new(1 << 30, 150, 100 << 20,
                act.Contains("sleep", StringComparison.Ordinal) ? TimeSpan.FromSeconds(6) : TimeSpan.FromMinutes(5)))))
            .Diagnostics[0];
        diagnostic.Id.ShouldBe("ARG0561");
        diagnostic.Place.ToString().ShouldBe("evil for debian-12-arm64");
        diagnostic.Cause.ShouldContain(limit);
    }

    private static string CommandOf(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private async Task BuildAsync(string look, TestFolder? folder = null, StepLimits? limits = null)
    {
        using var own = folder is null ? new TestFolder() : null;
        var at = folder ?? own!;
        var platform = Roots.PlatformOf("arm64");
        var sdist = await SmallSdist.WriteAsync(at.At("evil.tar.gz"), "evil", look);
        var request = new WheelRequest(platform, sdist, await roots.SysrootAsync(platform),
            emulated ? await roots.EmulatedAsync(platform) : await roots.BuildRootAsync(), at.At("wheels"),
            DateTimeOffset.FromUnixTimeSeconds(1_700_000_000))
        { Limits = limits ?? StepLimits.Usual };
        var built = emulated
            ? await new EmulatedBuilder(Roots.Runner, new Confinement()).BuildAsync(request, default)
            : await roots.CrossBuildAsync(request);
        built.File.Name.FileName.ShouldBe("evil-1.0-cp311-cp311-manylinux_2_17_aarch64.whl");
    }
}
