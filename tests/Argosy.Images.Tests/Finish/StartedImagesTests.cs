using Argosy.Images.Proof;
using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Running;

namespace Argosy.Images.Tests.Finish;

/// <summary>Servers and programs start as their own users under podman, with nothing but their packages.</summary>
[Trait("Category", "Slow")]
public sealed class StartedImagesTests(ITestOutputHelper output) : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [Trait("Category", "Soak")]
    [InlineData("nginx-light dash", "root", "nginx -t")]
    [InlineData("postgresql dash coreutils sed tzdata locales", "postgres",
        "cd /tmp && b=/usr/lib/postgresql/15/bin "
        + "&& $b/initdb -D /var/lib/postgresql/x --locale=C.UTF-8 "
        + "&& $b/pg_ctl -w -D /var/lib/postgresql/x start && $b/psql -c 'select 1'")]
    [InlineData("python3 ca-certificates tzdata openssl dash", "nobody",
        "python3 -c 'import ssl, zoneinfo, ctypes.util; zoneinfo.ZoneInfo(\\\"Europe/Berlin\\\"); "
        + "assert len(ssl.create_default_context().get_ca_certs()) > 100'")]
    [InlineData("default-jre-headless dash", "nobody",
        "java -version && keytool -list -cacerts -storepass changeit | while read l; do "
        + "[ \\\"$l\\\" = \\\"${l#debian:}\\\" ] || echo certificate; done | while read c; do exit 7; done; [ $? -eq 7 ]")]
    public Task A_large_program_starts_as_its_own_user(string packages, string user, string command) =>
        A_program_starts_as_its_own_user(packages, user, command);

    [Theory]
    [InlineData("redis-server dash", "redis",
        "redis-server /etc/redis/redis.conf && until redis-cli ping; do :; done "
        + "&& [ -s /var/log/redis/redis-server.log ]")]
    [InlineData("iputils-ping dash passwd login sudo mawk gawk vim-tiny bzip2 git perl-base coreutils", "root",
        "ping -c1 127.0.0.1 && awk 'BEGIN {exit 0}' && vi --version && id www-data && sudo -n true")]
    public async Task A_program_starts_as_its_own_user(string packages, string user, string command)
    {
        var image = Images.Define($"""
            packages: [base-files, base-passwd, libc6, {packages.Replace(" ", ", ")}]
            user: {user}
            self-test: {"{"}command: [/usr/bin/sh, -c, "{command}"], timeout: 300{"}"}
            """);
        using var builder = new RootBuilder(CommandRunner.Silent,
            new RootOptions(_folder["locks"]) { WithoutSecurity = [.. Architecture.All] });
        var root = await builder.PackageAsync(new(Images.On("x64"), "image-test", image.Packages), default);
        var built = await new LayoutBuilder(image, _folder.Path, Images.Created)
            .BuildAsync(Images.On("x64"), root, _folder["one"], default);
        built.Notes.ShouldBeEmpty();
        await ImageLayout.AssembleAsync(image, [built.Layout], _folder["image"], Images.Created, default);
        var outcome = await new ImageProof(new CommandRunner(output.WriteLine), _folder["work"])
            .RunAsync(_folder["image"], Images.On("x64").Architecture, image.SelfTest!, default);
        if (outcome.Verdict == Verdict.Inconclusive) output.WriteLine($"not shown here: {outcome.Reason}");
        else outcome.Verdict.ShouldBe(Verdict.Passed, outcome.Reason);
    }
}
