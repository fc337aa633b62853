using Argosy.Platforms;
using Argosy.Toolchains.Debian;

namespace Argosy.Toolchains.Tests.Debian;

public sealed class AptSourcesTests : IDisposable
{
    private static readonly Platform s_trixie =
        new(Distribution.All.Single(d => d.Name == "debian-13"), Architecture.TryFind("arm64")!);
    private readonly TestFolder _apt = new();

    private IEnumerable<string> Suites(string? mirror = null) =>
        AptSources.ForPlatform(s_trixie, mirror, _apt.Path).Select(s => $"{s.Uri} {s.Suite}");

    [Fact]
    public void A_machines_deb822_entries_are_taken_with_the_platforms_suites()
    {
        _apt.Write("sources.list.d/debian.sources", """
            Types: deb
            # a comment
            URIs: http://mirror.invalid/debian/
            Suites: bookworm bookworm-updates bookworm-backports
            Components: main
            Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

            Types: deb
            URIs: http://mirror.invalid/debian-security
            Suites: bookworm-security
            Components: main
            Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
            """);
        Suites().ShouldBe(
        [
            "http://mirror.invalid/debian trixie", "http://mirror.invalid/debian trixie-updates",
            "http://mirror.invalid/debian-security trixie-security",
        ]);
    }

    [Fact]
    public void One_line_entries_are_read_too()
    {
        _apt.Write("sources.list", """
            # deb http://old.invalid/debian bookworm main
            deb [arch=amd64 trusted=no] http://mirror.invalid/debian bookworm main contrib
            deb-src http://mirror.invalid/debian bookworm main
            deb http://mirror.invalid/debian-security bullseye/updates main
            """);
        Suites()
            .ShouldBe(["http://mirror.invalid/debian trixie", "http://mirror.invalid/debian-security trixie-security"]);
    }

    [Fact]
    public void Other_vendors_entries_and_disabled_ones_are_left_alone()
    {
        _apt.Write("sources.list", "deb http://vendor.invalid/linux/debian bookworm stable\n"
            + "deb [signed-by=/vendor.gpg] http://vendor.invalid/debian bookworm main\n"
            + "deb http://vendor.invalid/apt vendor-bookworm main\n"
            + "deb http://archive.invalid/ubuntu noble main\n");
        _apt.Write("sources.list.d/off.sources",
            "Types: deb\nEnabled: no\nURIs: http://m.invalid/debian\nSuites: bookworm\nComponents: main\n");
        Suites().ShouldBeEmpty();
    }

    [Fact]
    public void A_mirror_of_the_model_replaces_the_archive_and_not_the_security_archive()
    {
        _apt.Write("sources.list", "deb http://mirror.invalid/debian bookworm main\n"
            + "deb http://mirror.invalid/debian-security bookworm-security main\n");
        Suites("http://near.invalid/debian/").ShouldBe(
        [
            "http://near.invalid/debian trixie", "http://near.invalid/debian trixie-updates",
            "http://mirror.invalid/debian-security trixie-security",
        ]);
    }

    public void Dispose() => _apt.Dispose();
}
