using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>A pipeline with the jobs that run there, in a template or a project.</summary>
/// <param name="Pipeline">The pipeline's name, with placeholders.</param>
/// <param name="More">Attributes of the pipeline itself, such as <c>fail-fast</c>.</param>
/// <param name="Jobs">The jobs.</param>
internal sealed record PipelineUse(YamlText Pipeline, AttributeSet More, IReadOnlyList<UseDeclaration> Jobs)
{
    /// <summary>Reads a list of jobs, or a map with such a list under <c>jobs</c>.</summary>
    public static PipelineUse Read(YamlText pipeline, YamlNode node)
    {
        if (node is not YamlMap map) return new(pipeline, AttributeSet.None, Uses(node));
        var use = new PipelineUse(
            pipeline, AttributeSet.Read(map, ZuulAttributes.ProjectPipeline), Uses(map.Get("jobs")));
        map.Done();
        return use;
    }

    private static IReadOnlyList<UseDeclaration> Uses(YamlNode node) =>
        [.. node.AsList().Items.Select(UseDeclaration.Read)];
}

/// <summary>A family or a job in a pipeline, with its changes there.</summary>
/// <param name="Name">A family's or a job's name as declared, or the name of one job.</param>
/// <param name="Changes">Attributes that differ from the job's own.</param>
internal sealed record UseDeclaration(YamlText Name, AttributeSet Changes)
{
    /// <summary>Reads a name, or a map of one name to its changes; error ARG0620 for a map of more.</summary>
    public static UseDeclaration Read(YamlNode node)
    {
        if (node is not YamlMap map)
        {
            node.AsText().Required();
            return new(node.AsText(), AttributeSet.None);
        }

        if (map.Entries.Count != 1)
        {
            throw new ArgosyException(new Diagnostic("ARG0620", map.Place,
                "a job in a pipeline is one name with its changes",
                "Indent the changes deeper than the name, or begin each job with '- '."));
        }

        var (name, value) = map.Entries[0];
        var changes = AttributeSet.Read(value.AsMap(), ZuulAttributes.Job);
        value.AsMap().Done();
        return new(name, changes);
    }
}
