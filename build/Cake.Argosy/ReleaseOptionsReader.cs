using Argosy.Artifacts.Trust;
using Argosy.Images.SupplyChain;
using Argosy.Images.SupplyChain.Signing;
using Argosy.Release;
using Argosy.Release.Versions;
using Cake.Core;

namespace Cake.Argosy;

/// <summary>Reads how a release is made: <c>--release-version</c> and its like, or the environment.</summary>
internal static class ReleaseOptionsReader
{
    private const string KeyVariable = "ARGOSY_RELEASE_KEY";

    /// <summary>The key is read when a release is signed: that of <c>--release-key</c>, else of
    /// <c>--sign-key</c>.</summary>
    public static ReleaseOptions Read(ICakeArguments arguments, SigningSettings signing)
    {
        var file = arguments.GetArguments(ReleaseOptions.KeyOption).LastOrDefault()
            ?? (Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } value ? value : null);
        return new(() => file is null ? signing.LoadKey() : SigningKey.Load(file, signing.Password))
        {
            Version = arguments.GetArguments(ReleaseVersion.Option).LastOrDefault(),
            DryRun = arguments.HasArgument(ReleaseOptions.DryRunOption),
            Builder = signing.Builder ?? Provenance.LocalBuilder,
        };
    }
}
