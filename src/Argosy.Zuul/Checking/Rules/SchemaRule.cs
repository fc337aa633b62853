using Argosy.Zuul.Model;
using Argosy.Zuul.Schema;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>Objects have the attributes that Zuul knows, with values of the right kind.</summary>
/// <param name="version">The version of Zuul.</param>
internal sealed class SchemaRule(ZuulVersion version) : IRule
{
    public IEnumerable<Finding> Check(Layout layout)
    {
        var shapes = new ObjectShapes(version);
        var findings = new List<Finding>();
        foreach (var o in layout.Configuration.Objects) shapes.Of(o.Kind).Check(o.Body, o.Kind, findings);
        return findings;
    }
}
