namespace Argosy.GitHub.Tests;

public sealed class GitHubRemoteTests
{
    [Theory]
    [InlineData("https://github.com/openstack/nova", "github.com/openstack/nova")]
    [InlineData("https://github.com/openstack/nova.git/", "github.com/openstack/nova")]
    [InlineData("https://user:password@github.com/openstack/nova.git", "github.com/openstack/nova")]
    [InlineData("ssh://git@github.example.org:2222/openstack/nova.git", "github.example.org/openstack/nova")]
    [InlineData("git@github.com:openstack/nova.git", "github.com/openstack/nova")]
    [InlineData("github.com:/openstack/python-novaclient.x", "github.com/openstack/python-novaclient.x")]
    [InlineData("https://github.com/nova", null)]
    [InlineData("https://github.com/a/b/c", null)]
    [InlineData("https://github.com/openstack/..", null)]
    [InlineData("git@github.com:openstack/nova?x=1", null)]
    [InlineData("/srv/github.com:openstack/nova", null)]
    [InlineData("./github.com:openstack/nova", null)]
    [InlineData("", null)]
    public void The_address_of_a_remote_names_the_repository(string url, string? remote) =>
        GitHubRemote.TryParse(url)?.ToString().ShouldBe(remote);

    [Theory]
    [InlineData("github.com", null, "https://api.github.com/")]
    [InlineData("GitHub.com", "https://elsewhere.example.org/api/v3", "https://api.github.com/")]
    [InlineData("ghe.example.org", "https://ghe.example.org/api/v3", "https://ghe.example.org/api/v3/")]
    [InlineData("ghe.example.org", "https://api.ghe.example.org/", "https://api.ghe.example.org/")]
    [InlineData("127.0.0.1", "http://127.0.0.1:8080/api/v3", "http://127.0.0.1:8080/api/v3/")]
    [InlineData("ghe.example.org", null, null)]
    [InlineData("ghe.example.org", "", null)]
    [InlineData("ghe.example.org", "ghe.example.org", null)]
    // Elsewhere: the token isn't for it. In the clear: others could read it.
    [InlineData("gitlab.example.org", "https://api.github.com", null)]
    [InlineData("ghe.example.org", "http://ghe.example.org/api/v3", null)]
    [InlineData("ghe.example.org", "https://user:password@ghe.example.org/api/v3", null)]
    public void The_interface_is_that_of_the_remotes_machine(string host, string? configured, string? address) =>
        new GitHubRemote(host, "o", "r").TryApi(configured)?.AbsoluteUri.ShouldBe(address);

    [Theory]
    [InlineData("o/r", null, "github.com/o/r")]
    [InlineData("o/r", "https://api.github.com", "github.com/o/r")]
    [InlineData("o/r.x", "https://ghe.example.org/api/v3", "ghe.example.org/o/r.x")]
    [InlineData("o/r", "ghe.example.org", null)]
    [InlineData("/o/r", null, null)]
    [InlineData("r", null, null)]
    public void A_repository_is_on_the_machine_that_the_environment_names(
        string repository, string? configured, string? remote) =>
        GitHubRemote.TryOn(repository, configured)?.ToString().ShouldBe(remote);
}
