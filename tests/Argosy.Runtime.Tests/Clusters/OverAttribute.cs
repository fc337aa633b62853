using System.Reflection;
using Xunit.Sdk;

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

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Parcelport]];
}
