using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Argosy.Runtime.Tests.Clusters;

/// <summary>Runs a theory over a parcelport; the skip reason names what is missing.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OverAttribute : DataAttribute
{
    public OverAttribute(string parcelport)
    {
        Parcelport = parcelport;
        Skip = parcelport == "tcp" ? null : NativeLibraryPlace.Missing;
    }

    public string Parcelport { get; }

    /// <summary>Runs only with the soak tests.</summary>
    public bool IsSoak { get; set; }

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var row = new TheoryDataRow<string>(Parcelport) { Skip = Skip };
        if (IsSoak) row.Traits["Category"] = ["Soak"];
        return ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([row]);
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}
