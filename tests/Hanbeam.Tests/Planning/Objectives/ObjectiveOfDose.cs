using Hanbeam.Planning.Objectives;

namespace Hanbeam.Tests.Planning.Objectives;

/// <summary>A term of dose alone, in one scenario.</summary>
internal static class ObjectiveOfDose
{
    public static double AddTo(this IObjective objective, double[] totalGyRbe, double[] gradient) => objective.AddTo(new VoxelDoses(totalGyRbe), new VoxelDoses(gradient));
}
