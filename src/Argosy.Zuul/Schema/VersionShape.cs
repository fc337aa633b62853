using Argosy.Zuul.Model;

namespace Argosy.Zuul.Schema;

/// <summary>A version, which Zuul also accepts as a number.</summary>
internal sealed class VersionShape : Shape
{
    public override string Wanted => "a version";

    public override bool Fits(Node node) => node is TextNode { Meaning: ScalarMeaning.Number or ScalarMeaning.Integer };
}
