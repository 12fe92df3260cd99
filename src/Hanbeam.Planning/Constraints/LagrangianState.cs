namespace Hanbeam.Planning.Constraints;

/// <summary>What an augmented Lagrangian has learnt.</summary>
/// <param name="Penalty">ρ.</param>
/// <param name="Multipliers">λ by scenario, constraint and inequality.</param>
/// <param name="Holds">Which inequalities have to hold, likewise.</param>
internal sealed record LagrangianState(double Penalty, double[][][] Multipliers, bool[][][] Holds);
