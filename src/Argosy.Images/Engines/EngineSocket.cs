using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Images.Engines;

/// <summary>Where an engine of this machine listens.</summary>
/// <param name="Kind">The engine.</param>
/// <param name="Path">Its Unix socket.</param>
public sealed record EngineSocket(EngineKind Kind, string Path)
{
    private const string Scheme = "unix://";

    /// <summary>Finds an engine: the places are <c>$DOCKER_HOST</c>, <c>/var/run/docker.sock</c>;
    /// <c>$CONTAINER_HOST</c>, <c>$XDG_RUNTIME_DIR/podman/podman.sock</c>, <c>/run/podman/podman.sock</c>;
    /// <c>$CONTAINERD_ADDRESS</c>,
    /// <c>/run/containerd/containerd.sock</c>. A variable that is set comes before files. Error ARG0480 if there is
    /// none.</summary>
    /// <param name="kind">The engine; null for the first of all.</param>
    public static EngineSocket Find(EngineKind? kind) =>
        Find(kind, Environment.GetEnvironmentVariable, File.Exists);

    /// <summary>The engine behind it, which is connected when it is used first.</summary>
    /// <param name="runner">Runs containerd's program.</param>
    public IContainerEngine Open(CommandRunner runner) => Kind == EngineKind.Containerd
        ? new ContainerdEngine(runner, Path)
        : new DockerApiEngine(Path);

    internal static EngineSocket Find(
        EngineKind? kind, Func<string, string?> variable, Func<string, bool> exists)
    {
        var places = Places(variable).Where(p => kind is null || p.Socket.Kind == kind).ToList();
        // A user who sets a variable means that engine, even if it doesn't run yet.
        var found = places.FirstOrDefault(p => p.IsNamed) is { Socket: not null } named
            ? named
            : places.FirstOrDefault(p => exists(p.Socket.Path));
        return found.Socket ?? throw new ArgosyException(new Diagnostic(
            "ARG0480", new(kind is null ? "--engine" : $"{kind}"),
            $"no container engine listens here; looked for {string.Join(", ", places.Select(p => p.Socket.Path))}",
            "Start docker, podman's service ('podman system service') or containerd, or name the socket in "
            + "DOCKER_HOST, CONTAINER_HOST or CONTAINERD_ADDRESS."));
    }

    private static IEnumerable<(EngineSocket Socket, bool IsNamed)> Places(Func<string, string?> variable)
    {
        if (Named("DOCKER_HOST") is { } docker) yield return (new(EngineKind.Docker, docker), true);
        if (Named("CONTAINER_HOST") is { } podman) yield return (new(EngineKind.Podman, podman), true);
        if (Named("CONTAINERD_ADDRESS") is { } containerd) yield return (new(EngineKind.Containerd, containerd), true);
        yield return (new(EngineKind.Docker, "/var/run/docker.sock"), false);
        if (variable("XDG_RUNTIME_DIR") is { Length: > 0 } own)
            yield return (new(EngineKind.Podman, System.IO.Path.Combine(own, "podman/podman.sock")), false);
        yield return (new(EngineKind.Podman, "/run/podman/podman.sock"), false);
        yield return (new(EngineKind.Containerd, "/run/containerd/containerd.sock"), false);

        string? Named(string name)
        {
            if (variable(name) is not { Length: > 0 } address) return null;
            var path = address.StartsWith(Scheme, StringComparison.Ordinal) ? address[Scheme.Length..] : address;
            return path.StartsWith('/')
                ? path
                : throw new ArgosyException(new Diagnostic("ARG0480", new($"${name}"),
                    $"'{address}' is no Unix socket of this machine", "Write unix:// and the socket's path."));
        }
    }
}
