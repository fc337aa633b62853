using System.Globalization;
using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Schema;

/// <summary>The allowed form of a value. Several forms of one attribute are distinguished by the value
/// itself.</summary>
internal abstract class Shape
{
    /// <summary>Its name in a message, such as "a list of texts".</summary>
    public abstract string Wanted { get; }

    /// <summary>Whether the value has this outer form, so that its contents can be checked.</summary>
    public abstract bool Fits(Node node);

    /// <summary>Checks the contents of a value that fits.</summary>
    public virtual void Inside(Node node, List<Finding> findings)
    {
    }

    /// <summary>Checks a value.</summary>
    /// <param name="node">The value.</param>
    /// <param name="attribute">Its name.</param>
    /// <param name="findings">Receives findings.</param>
    public void Check(Node node, string attribute, List<Finding> findings)
    {
        if (node.Control != MergeControl.None && !TakesControl)
            findings.Add(FindingKinds.s_wrongType.Error(node.Place,
                $"'{attribute}' takes no tag '!{node.Control.ToString().ToLowerInvariant()}'", "Leave the tag out."));
        if (Fits(node)) Inside(node, findings);
        else findings.Add(Misfit(node, attribute));
    }

    private Finding Misfit(Node node, string attribute)
    {
        // A name such as 3.10 or yes isn't wrong, but YAML reads it as another type.
        if (node is TextNode
            { Meaning: ScalarMeaning.Truth or ScalarMeaning.Integer or ScalarMeaning.Number or ScalarMeaning.Date } text
            && TakesText)
        {
            return FindingKinds.s_unquotedName.Error(node.Place,
                $"'{attribute}' is text, but YAML reads {Excerpt.Of(text.Value)} as {node.Kind}",
                $"""Write "{Excerpt.Of(text.Value)}" in quotes.""");
        }

        var written = node is TextNode { Value.Length: > 0 } value ? $"'{Excerpt.Of(value.Value)}'" : node.Kind;
        return FindingKinds.s_wrongType.Error(node.Place, $"'{attribute}' is {Wanted}, not {written}", Remedy(node));
    }

    /// <summary>Whether a tag may change how the value is merged.</summary>
    protected virtual bool TakesControl => false;

    /// <summary>Whether a text is allowed.</summary>
    protected virtual bool TakesText => false;

    /// <summary>The remedy.</summary>
    protected virtual string Remedy(Node node) => $"Write {Wanted}.";

    internal sealed class Text : Shape
    {
        public override string Wanted => "text";

        protected override bool TakesText => true;

        public override bool Fits(Node node) => node is TextNode { Meaning: ScalarMeaning.Text };
    }

    internal sealed class Truth : Shape
    {
        public override string Wanted => "true or false";

        public override bool Fits(Node node) => node is TextNode { Meaning: ScalarMeaning.Truth };
    }

    internal sealed class Nothing : Shape
    {
        public override string Wanted => "null";

        public override bool Fits(Node node) => node is TextNode { Meaning: ScalarMeaning.Nothing };
    }

    /// <summary>Any value, for the launcher or a driver.</summary>
    internal sealed class Anything : Shape
    {
        public override string Wanted => "anything";

        public override bool Fits(Node node) => true;
    }

    internal sealed class Number(int least = int.MinValue) : Shape
    {
        public override string Wanted => least == int.MinValue
            ? "a whole number"
            : $"a whole number from {least.ToString(CultureInfo.InvariantCulture)}";

        public override bool Fits(Node node) => node is TextNode { Meaning: ScalarMeaning.Integer } text
            && (!YamlNumber.TryInteger(text, out var n) || n >= least);
    }

    internal sealed class Choice(params string[] choices) : Shape
    {
        public override string Wanted => $"one of {string.Join(", ", choices)}";

        public override bool Fits(Node node) => node is TextNode text && choices.Contains(text.Value);

        protected override string Remedy(Node node) => node is TextNode text
            ? Suggestion.For(Excerpt.Of(text.Value), choices)
            : $"Write {Wanted}.";
    }

    /// <summary>A list of items, or a single item if Zuul accepts that.</summary>
    internal sealed class Many(Shape item, bool orOne = true) : Shape
    {
        public override string Wanted => orOne ? $"{item.Wanted} or a list of them" : "a list";

        protected override bool TakesText => orOne && item.TakesText;

        public override bool Fits(Node node) => node is ListNode || (orOne && item.Fits(node));

        public override void Inside(Node node, List<Finding> findings)
        {
            // A single item may have the tag of the list that it stands for.
            if (node is not ListNode) item.Check(node with { Control = MergeControl.None }, "an item", findings);
            else foreach (var one in node.AsMany) item.Check(one, "an item", findings);
        }
    }

    /// <summary>A value that may have a tag for its merge.</summary>
    internal sealed class Controlled(Shape value) : Shape
    {
        public override string Wanted => value.Wanted;

        protected override bool TakesControl => true;

        protected override bool TakesText => value.TakesText;

        public override bool Fits(Node node) => value.Fits(node);

        public override void Inside(Node node, List<Finding> findings) => value.Inside(node, findings);

        protected override string Remedy(Node node) => value.Remedy(node);
    }

    /// <summary>One of several forms.</summary>
    internal sealed class Either(params Shape[] forms) : Shape
    {
        public override string Wanted => string.Join(" or ", forms.Select(f => f.Wanted));

        protected override bool TakesText => forms.Any(f => f.TakesText);

        public override bool Fits(Node node) => forms.Any(f => f.Fits(node));

        public override void Inside(Node node, List<Finding> findings) =>
            forms.First(f => f.Fits(node)).Inside(node, findings);

        // The form for a map, if there is one, is last and describes faults in a map best.
        protected override string Remedy(Node node) => node is MapNode ? forms[^1].Remedy(node) : base.Remedy(node);
    }
}
