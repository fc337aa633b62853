using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>A job requests no more nodes than the tenant allows.</summary>
internal sealed class NodesRule : IRule
{
    public IEnumerable<Finding> Check(Layout layout)
    {
        var most = layout.Configuration.Tenant.MaxNodesPerJob;
        if (most == -1) return [];
        var inline = layout.Jobs.Values.SelectMany(v => v).Concat(layout.ProjectPipelines.SelectMany(p => p.Jobs))
            .Select(j => j.Body.Find("nodeset")).OfType<MapNode>();
        return from nodeset in layout.Of("nodeset").Select(n => n.Body).Concat(inline)
               let nodes = nodeset.Find("nodes")
               where nodes is not null && nodes.AsMany.Count > most
               select FindingKinds.s_manyNodes.Error(nodes.Place,
                   $"it is {nodes.AsMany.Count} nodes; the tenant allows {most} a job",
                   "Take some out, or have the tenant's 'max-nodes-per-job' raised.");
    }
}
