using Argosy.Zuul.Model;

namespace Argosy.Zuul.Schema;

/// <summary>A job in a pipeline with what is changed about it there: a map with one key.</summary>
/// <param name="changes">The shape of the changes.</param>
internal sealed class UseShape(Shape changes) : Shape
{
    private static readonly Shape s_text = new Text();

    public override string Wanted => "a job with what is changed about it";

    public override bool Fits(Node node) => node is MapNode { Entries.Count: 1 };

    public override void Inside(Node node, List<Finding> findings)
    {
        var (name, changed) = ((MapNode)node).Entries[0];
        s_text.Check(name, "a job", findings);
        if (changed is not TextNode { Meaning: ScalarMeaning.Nothing }) changes.Check(changed, name.Value, findings);
    }

    protected override string Remedy(Node node) => "Indent what is changed more deeply than the job's name.";
}
