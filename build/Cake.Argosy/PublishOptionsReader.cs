using Argosy.Images.SupplyChain;
using Argosy.Packages.Mirrors.Publishing;
using Cake.Core;

namespace Cake.Argosy;

/// <summary>Reads how mirrors are published: <c>--mirror-target</c> and its like, or the environment.</summary>
internal static class PublishOptionsReader
{
    /// <summary>The key is read when a mirror is published.</summary>
    public static PublishSettings Read(ICakeArguments arguments, SigningSettings signing) => new(
        arguments.GetArguments(MirrorsDefinition.Option).LastOrDefault()
            ?? Environment.GetEnvironmentVariable(MirrorsDefinition.Variable),
        signing.LoadKey, arguments.HasArgument("mirror-dry-run"));
}
