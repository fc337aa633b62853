using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking;

/// <summary>Checks a whole configuration for one kind of fault, or for a few related ones.</summary>
internal interface IRule
{
    /// <summary>Its findings, in any order.</summary>
    IEnumerable<Finding> Check(Layout layout);
}
