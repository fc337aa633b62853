using System.Diagnostics;
using System.Text;
using Argosy.Oci.Registry;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Tests.Registry;

public sealed class RegistryCredentialsTests : IDisposable
{
    private static readonly RegistryAddress s_address = RegistryAddress.Parse("oci://registry.example:5000/team/cache");
    private readonly TestFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("registry.example:5000")]
    [InlineData("https://registry.example:5000")]
    [InlineData("https://registry.example:5000/v1/")]
    [InlineData("registry.example:5000/team")]
    [InlineData("registry.example:5000/team/cache")]
    public async Task A_key_is_the_registry_or_a_prefix_of_the_repository(string key)
    {
        _home.Write(".docker/config.json", Auths((key, "me")));
        (await FindAsync()).ShouldBe("me");
    }

    [Theory]
    [InlineData("registry.example")]
    [InlineData("registry.example:50")]
    [InlineData("registry.example:5000/te")]
    [InlineData("registry.example:5000/team/cache/below")]
    [InlineData("other.example")]
    public async Task Another_key_is_not_taken(string key)
    {
        _home.Write(".docker/config.json", Auths((key, "me")));
        (await FindAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task The_longest_prefix_wins()
    {
        _home.Write(".config/containers/auth.json", Auths(
            ("registry.example:5000", "registry"), ("registry.example:5000/team/cache", "repository"),
            ("registry.example:5000/team", "team")));
        (await FindAsync()).ShouldBe("repository");
    }

    [Fact]
    public async Task The_users_choice_comes_before_this_session_and_podman_before_docker()
    {
        var variables = new Dictionary<string, string>();
        _home.Write("docker/config.json", Auths(("registry.example:5000", "docker")));
        variables["DOCKER_CONFIG"] = _home.At("docker");
        (await FindAsync(variables)).ShouldBe("docker");
        _home.Write(".config/containers/auth.json", Auths(("registry.example:5000", "podman")));
        (await FindAsync(variables)).ShouldBe("podman");
        _home.Write("run/containers/auth.json", Auths(("registry.example:5000", "session")));
        variables["XDG_RUNTIME_DIR"] = _home.At("run");
        (await FindAsync(variables)).ShouldBe("session");
        variables["REGISTRY_AUTH_FILE"] = _home.Write("chosen.json", Auths(("registry.example:5000", "chosen")));
        (await FindAsync(variables)).ShouldBe("chosen");
    }

    [Fact]
    public async Task A_file_that_has_nothing_for_the_registry_leaves_it_to_the_next()
    {
        _home.Write(".config/containers/auth.json", Auths(("other.example", "other")));
        _home.Write(".docker/config.json", Auths(("registry.example:5000", "docker")));
        (await FindAsync()).ShouldBe("docker");
    }

    [Fact]
    public async Task An_identity_token_is_no_password()
    {
        _home.Write(".docker/config.json",
            """{"auths": {"registry.example:5000": {"auth": "bWU6", "identitytoken": "t0ken"}}}""");
        var found = await new RegistryCredentials(Variable()).FindAsync(s_address, default);
        found!.IsIdentityToken.ShouldBeTrue();
        found.Secret.ShouldBe("t0ken");
    }

    [Theory]
    [InlineData("""{"credHelpers": {"registry.example:5000": "fake"}, "credsStore": "other"}""")]
    [InlineData("""{"auths": {"registry.example:5000": {}}, "credsStore": "fake"}""")]
    public async Task A_helper_is_asked_for_the_host(string config)
    {
        _home.Write(".docker/config.json", config);
        await HelperAsync(
            """[ "$1" = get ] && [ "$(cat)" = registry.example:5000 ] && echo '{"Username":"kept","Secret":"s3cret"}'""");
        (await FindAsync()).ShouldBe("kept");
    }

    [Fact]
    public async Task A_helper_that_has_nothing_leaves_it_to_the_next_file()
    {
        _home.Write(".config/containers/auth.json", """{"credsStore": "fake"}""");
        _home.Write(".docker/config.json", Auths(("registry.example:5000", "docker")));
        await HelperAsync("echo credentials not found in native keychain; exit 1");
        (await FindAsync()).ShouldBe("docker");
    }

    [Fact]
    public async Task The_user_token_marks_an_identity_token()
    {
        _home.Write(".docker/config.json", """{"credsStore": "fake"}""");
        await HelperAsync("""echo '{"Username":"<token>","Secret":"t0ken"}'""");
        (await new RegistryCredentials(Variable()).FindAsync(s_address, default))!.IsIdentityToken.ShouldBeTrue();
    }

    [Theory]
    [InlineData("echo s3cret; echo s3cret >&2; exit 1")]
    [InlineData("echo s3cret")]
    [InlineData("""echo '{"Username":"s3cret"}'""")]
    [InlineData("""echo '["s3cret"]'""")]
    public async Task A_helper_that_fails_is_named_and_not_quoted(string script)
    {
        _home.Write(".docker/config.json", """{"credsStore": "fake"}""");
        await HelperAsync(script);
        var error = await Should.ThrowAsync<ArgosyException>(FindAsync());
        error.Message.ShouldStartWith("ARG0232 docker-credential-fake: ");
        error.ToString().ShouldNotContain("s3cret");
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("../fake")]
    [InlineData("/bin/sh")]
    public async Task A_helper_that_is_not_there_or_is_none_is_an_error(string name)
    {
        _home.Write(".docker/config.json", $$"""{"credsStore": "{{name}}"}""");
        (await Should.ThrowAsync<ArgosyException>(FindAsync())).Message.ShouldStartWith("ARG0232 ");
    }

    [Theory]
    [InlineData("s3cret")]
    [InlineData("""["s3cret"]""")]
    [InlineData("""{"auths": {"registry.example:5000": {"auth": "s3cret!"}}}""")]
    [InlineData("""{"auths": {"registry.example:5000": {"auth": "czNjcmV0"}}}""")]
    public async Task A_file_that_cannot_be_read_is_named_and_not_quoted(string text)
    {
        var path = _home.Write(".docker/config.json", text);
        var error = await Should.ThrowAsync<ArgosyException>(FindAsync());
        error.Message.ShouldStartWith($"ARG0231 {path}: ");
        error.ToString().ShouldNotContain("s3cret");
    }

    private static string Auths(params (string Key, string User)[] entries) => $$"""
        {"auths": { {{string.Join(", ", entries.Select(e => $"\"{e.Key}\": {{\"auth\": \"{Convert.ToBase64String(Encoding.UTF8.GetBytes($"{e.User}:s3cret"))}\"}}"))}} } }
        """;

    // The user's name.
    private async Task<string?> FindAsync(Dictionary<string, string>? variables = null)
    {
        var found = await new RegistryCredentials(Variable(variables)).FindAsync(s_address, default);
        return found is null ? null : Encoding.UTF8.GetString(Convert.FromBase64String(found.Basic)).Split(':')[0];
    }

    private Func<string, string?> Variable(Dictionary<string, string>? variables = null) =>
        name => variables?.GetValueOrDefault(name)
            ?? (name switch { "HOME" => _home.Path, "PATH" => _home.Path, _ => null });

    // Another program writes the file: another test's child process could still hold a file of ours open, which
    // prevents its start.
    private async Task HelperAsync(string script)
    {
        using var install = Process.Start("install",
            ["-m", "755", _home.Write("script", $"#!/bin/sh\n{script}\n"), _home.At("docker-credential-fake")]);
        await install.WaitForExitAsync();
        install.ExitCode.ShouldBe(0);
    }
}
