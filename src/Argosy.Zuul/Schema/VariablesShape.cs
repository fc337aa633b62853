using System.Text.RegularExpressions;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Schema;

/// <summary>Ansible variables: valid Ansible names that Zuul doesn't reserve.</summary>
internal sealed partial class VariablesShape : Shape
{
    public override string Wanted => "a map of variables";

    public override bool Fits(Node node) => node is MapNode;

    public override void Inside(Node node, List<Finding> findings)
    {
        foreach (var (key, _) in ((MapNode)node).Entries)
        {
            if (key.Value is "zuul" or "nodepool")
                findings.Add(FindingKinds.s_wrongType.Error(
                    key.Place, $"the variable '{key.Value}' is Zuul's own", "Rename it."));
            else if (!Name().IsMatch(key.Value) || key.Meaning != ScalarMeaning.Text)
                findings.Add(FindingKinds.s_wrongType.Error(key.Place,
                    $"'{Excerpt.Of(key.Value)}' is no variable's name",
                    "Use letters, digits and '_', a letter first."));
        }
    }

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9_]*\z")]
    private static partial Regex Name();
}
