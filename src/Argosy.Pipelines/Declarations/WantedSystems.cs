using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>The systems whose files are generated: those under <c>systems:</c>, else Zuul and those of
/// <c>also:</c>.</summary>
internal static class WantedSystems
{
    public static IReadOnlyList<PipelineFormat> Read(YamlNode? node, PortableDeclaration portable)
    {
        IEnumerable<PipelineFormat> systems = node is null
            ? Enum.GetValues<PipelineFormat>().Where(s => s switch
            {
                PipelineFormat.GitHub => portable.GitHub is not null,
                PipelineFormat.GitLab => portable.GitLab is not null,
                _ => true,
            })
            : node.AsList().Texts().Select(Parse);
        return [.. systems.Distinct().Order()];
    }

    private static PipelineFormat Parse(YamlText text) => PipelineFormats.Find(text.Value)
        ?? throw new ArgosyException(new Diagnostic("ARG0602", text.Place, $"'{text.Value}' is no choice here",
            Suggestion.For(text.Value, PipelineFormats.Names)));
}
