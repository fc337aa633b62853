using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>A job requests no more nodes than the tenant allows. Only a tenant file tells the limit: without one, and
/// for a nodeset that no job here uses, more than Zuul's default is a warning.</summary>
internal sealed class NodesRule : IRule
{
    public IEnumerable<Finding> Check(Layout layout)
    {
        var most = layout.Configuration.Tenant.MaxNodesPerJob;
        if (most == -1) return [];
        var jobs = layout.Variants.Concat(layout.ProjectPipelines.SelectMany(p => p.Jobs))
            .Select(j => j.Body.Find("nodeset")).ToList();
        var used = jobs.OfType<TextNode>().Select(n => n.Value).ToHashSet(StringComparer.Ordinal);
        var isSet = layout.Configuration.Tenant.Projects is not null;
        return from nodeset in layout.Of("nodeset")
                   .Select(n => (n.Body, IsUsed: n.Name is { } name && used.Contains(name.Value)))
                   .Concat(jobs.OfType<MapNode>().Select(n => (Body: n, IsUsed: true)))
               let nodes = nodeset.Body.Find("nodes")
               where nodes is not null && nodes.AsMany.Count > most
               select new Finding(
                   FindingKinds.s_manyNodes, isSet && nodeset.IsUsed ? Severity.Error : Severity.Warning, nodes.Place,
                   $"it is {nodes.AsMany.Count} nodes; {(isSet ? "the tenant" : "Zuul's default")} allows {most} a job",
                   "Take some out, or have the tenant's 'max-nodes-per-job' raised.");
    }
}
