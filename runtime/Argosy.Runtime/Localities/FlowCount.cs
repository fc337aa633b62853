namespace Argosy.Runtime;

/// <summary>What of a flow of parcels is counted, with its number on the wire.</summary>
internal enum FlowCount : uint
{
    /// <summary>Every parcel, once it is there with its payload.</summary>
    Arrived = 0,

    /// <summary>Posts, once they have run: a synchronous action to its end, an asynchronous one to its first
    /// wait.</summary>
    Run = 1,
}
