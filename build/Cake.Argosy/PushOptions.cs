using Argosy.Images.Publishing;
using Argosy.Oci.Registry;
using Cake.Core;

namespace Cake.Argosy;

/// <summary>Reads how images are pushed: <c>--registry</c> and its like, or the environment.</summary>
internal static class PushOptions
{
    /// <summary>Error ARG0259 for certificates that can't be read.</summary>
    public static PushSettings Read(ICakeArguments arguments) => new()
    {
        Registry = Value(arguments, "registry", "ARGOSY_REGISTRY"),
        Options = new()
        {
            Authorities = Value(arguments, "registry-ca", "ARGOSY_REGISTRY_CA") is { } file
                ? RegistryAuthorities.Load(file)
                : null,
            PlainHttp = arguments.HasArgument("registry-plain-http")
                || Environment.GetEnvironmentVariable("ARGOSY_REGISTRY_PLAIN_HTTP") is "1" or "true",
        },
        DryRun = arguments.HasArgument("registry-dry-run"),
    };

    private static string? Value(ICakeArguments arguments, string option, string variable) =>
        arguments.GetArguments(option).LastOrDefault()
        ?? (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null);
}
