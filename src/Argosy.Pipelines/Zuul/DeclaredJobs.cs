using System.Globalization;
using Argosy.Pipelines.Declarations;
using Argosy.Platforms;
using Argosy.Platforms.Yaml;
using Argosy.Yaml.Writing;

namespace Argosy.Pipelines.Zuul;

/// <summary>Jobs with custom attributes, expanded over their axes.</summary>
internal sealed class DeclaredJobs(Model model, PipelineDeclarations declarations, Axes axes, JobNames names)
{
    /// <summary>All of them, in the order of the declarations.</summary>
    public IEnumerable<Job> All() => declarations.Jobs.SelectMany(j => j.Commented(axes.Over(j.Over)), (j, v) =>
        new Job(v.Cell.Fill(j.Name), null) { Why = v.Why, More = Stretched(j, v.Cell) });

    /// <summary>Changes to a job in a pipeline, for one cell.</summary>
    public IReadOnlyList<Entry> Changes(
        AttributeSet changes, MatrixCell variation, IReadOnlyList<Architecture> architectures) =>
        changes.For(variation, jobs => Dependencies(jobs, variation, architectures));

    // A time is declared for the baseline, as those of families are, where the job is made over architectures.
    private IReadOnlyList<Entry> Stretched(StanzaDeclaration declared, MatrixCell variation)
    {
        var entries = declared.EntriesFor(variation, jobs => Dependencies(jobs, variation, model.Architectures));
        if (declared.Attributes.Find("timeout") is not YamlText written) return entries;
        var seconds = JobFamily.CheckedTimeout(written);
        if (variation.Architecture is { } a) seconds = declarations.Tunings[a].Timeout(seconds);
        return [.. entries.Select(e => e.Key != "timeout" ? e : e with
        {
            Value = new Scalar(seconds.ToString(CultureInfo.InvariantCulture), ScalarKind.Literal),
        })];
    }

    private Sequence Dependencies(YamlNode written, MatrixCell variation, IReadOnlyList<Architecture> architectures)
    {
        IEnumerable<YamlNode> items = written is YamlList list ? list.Items : [written];
        return new([.. items.SelectMany(i => Dependency(i, variation, architectures)).Select(d => new Item(d))]);
    }

    private IEnumerable<YamlTree> Dependency(
        YamlNode item, MatrixCell variation, IReadOnlyList<Architecture> architectures)
    {
        if (item is not YamlMap map)
            return names.Find(item.AsText(), variation, architectures).Select(n => new Scalar(n));
        return names.Find(map.Get("name").AsText(), variation, architectures).Select(n =>
            new MappingBuilder().Text("name", n).Flag("soft", map.Find("soft")?.AsText().AsBool()).Build());
    }
}
