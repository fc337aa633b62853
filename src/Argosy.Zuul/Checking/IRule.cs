using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking;

/// <summary>Looks at a whole configuration for one kind of fault, or for a few that belong together.</summary>
internal interface IRule
{
    /// <summary>What it finds, in any order.</summary>
    IEnumerable<Finding> Check(Layout layout);
}
