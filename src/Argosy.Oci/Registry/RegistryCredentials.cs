namespace Argosy.Oci.Registry;

/// <summary>The credentials that docker and podman keep, so that builds need no separate login.</summary>
/// <remarks>
/// podman's files are read first, in the order of containers-auth.json(5), then docker's. The first file with an entry
/// for the registry is used.
/// </remarks>
/// <param name="environment">Returns an environment variable's value, or null.</param>
internal sealed class RegistryCredentials(Func<string, string?> environment)
{
    /// <summary>Those of the user who runs the build.</summary>
    public static RegistryCredentials OfUser { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>The credential for this registry; null for none. Errors ARG0231 (a file can't be read) and ARG0232 (a
    /// helper fails).</summary>
    public async Task<Credential?> FindAsync(RegistryAddress address, CancellationToken cancellation)
    {
        foreach (var path in Files().Where(File.Exists))
        {
            var file = CredentialFile.Read(path);
            if (file.HelperFor(address) is { } ofHost)
                return await new CredentialProgram(ofHost, environment).FindAsync(address.Host, cancellation);
            if (file.TryFind(address) is { } written) return written;
            if (file.Store is { } store
                && await new CredentialProgram(store, environment).FindAsync(address.Host, cancellation) is { } kept)
                return kept;
        }

        return null;
    }

    private IEnumerable<string> Files()
    {
        var home = Variable("HOME");
        if (Variable("REGISTRY_AUTH_FILE") is { } chosen) yield return chosen;
        if (Variable("XDG_RUNTIME_DIR") is { } runtime) yield return Path.Combine(runtime, "containers", "auth.json");
        if ((Variable("XDG_CONFIG_HOME") ?? Below(home, ".config")) is { } config)
            yield return Path.Combine(config, "containers", "auth.json");
        if ((Variable("DOCKER_CONFIG") ?? Below(home, ".docker")) is { } docker)
            yield return Path.Combine(docker, "config.json");
    }

    private string? Variable(string name) => environment(name) is { Length: > 0 } value ? value : null;

    private static string? Below(string? folder, string name) => folder is null ? null : Path.Combine(folder, name);
}
