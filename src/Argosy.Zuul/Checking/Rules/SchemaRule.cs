using Argosy.Zuul.Model;
using Argosy.Zuul.Schema;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>Objects have the attributes that Zuul knows, with values of the right kind.</summary>
internal sealed class SchemaRule : IRule
{
    public IEnumerable<Finding> Check(Layout layout)
    {
        var findings = new List<Finding>();
        foreach (var o in layout.Configuration.Objects) ObjectShapes.Of(o.Kind).Check(o.Body, o.Kind, findings);
        return findings;
    }
}
