using System.Reflection;

namespace Argosy.Cli;

/// <summary>The version of this tool, which is that of all packages of Argosy.</summary>
internal static class ToolVersion
{
    internal static string Text { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>(
            )!.InformationalVersion.Split('+')[0];
}
