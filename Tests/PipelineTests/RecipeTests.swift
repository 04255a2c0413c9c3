import Artifacts
import Foundation
import Pipeline
import Testing

struct RecipeTests {
    @Test func unknownKeysAreNamedWithLineAndNeighbour() {
        #expect(throws: RecipeError.unknownKey(file: "x.yaml", line: 3, key: "web.entites", nearest: "entities")) {
            _ = try Recipe(text: "name: x\nweb:\n  entites: 600\n", file: "x.yaml")
        }
        #expect(throws: RecipeError.unknownKey(file: "x.yaml", line: 1, key: "wep", nearest: "web")) {
            _ = try Recipe(text: "wep:\n  pages: 600\n", file: "x.yaml")
        }
    }

    @Test func wrongValuesAreNamed() {
        #expect(throws: RecipeError.wrongType(file: "x.yaml", line: 2, key: "web.pages", expected: "a whole number")) {
            _ = try Recipe(text: "web:\n  pages: many\n", file: "x.yaml")
        }
        #expect(
            throws: RecipeError.outOfRange(
                file: "x.yaml", line: 2, key: "web.entities", value: "7", range: "500...100000")
        ) {
            _ = try Recipe(text: "web:\n  entities: 7\n", file: "x.yaml")
        }
        #expect(throws: RecipeError.self) { _ = try Recipe(text: "web: [1, 2", file: "x.yaml") }
        #expect(throws: RecipeError.self) { _ = try Recipe(text: "", file: "x.yaml") }
    }

    @Test func stagesNeedTheirInputs() {
        #expect(throws: RecipeError.missingStage(file: "x.yaml", stage: "data", needs: "web")) {
            _ = try Recipe(text: "data:\n", file: "x.yaml")
        }
    }

    @Test func sourcesReplaceTheInventedWeb() throws {
        let text = "web:\n  pages: 600\ndata:\ntokenizer:\n"
        #expect(try Recipe(text: text, file: "x.yaml").stages.count == 3)
        #expect(try Recipe(text: text, file: "x.yaml", sources: [URL(fileURLWithPath: "/tmp")]).stages.count == 2)
    }

    @Test func overridesSetValuesAndAreChecked() throws {
        let text = "seed: 1\nweb:\n  pages: 600\ndata:\ntokenizer:\n"
        let recipe = try Recipe(
            text: text, file: "x.yaml", overrides: ["seed=7", "web.pages=700", "tokenizer.vocabulary=512", "tokens="])
        #expect(recipe.seed == 7 && recipe.stages.count == 4)
        #expect(recipe.stages[0].parameters["pages"] == 700 && recipe.stages[2].parameters["vocabulary"] == 512)
        let writing = try Recipe(
            text: "write:\n", file: "x.yaml", overrides: ["write.kinds=[jokes, poems]"], checksNeeds: false)
        #expect(writing.stages[0].parameters["kinds"] == ["jokes", "poems"])
        #expect(throws: RecipeError.unknownKey(file: "x.yaml", line: 0, key: "web.pagse", nearest: "pages")) {
            _ = try Recipe(text: text, file: "x.yaml", overrides: ["web.pagse=700"])
        }
        #expect(throws: RecipeError.wrongType(file: "x.yaml", line: 0, key: "web.pages", expected: "a whole number")) {
            _ = try Recipe(text: text, file: "x.yaml", overrides: ["web.pages=many"])
        }
        for bad in ["seed", "=3", "web..pages=3", "seed.deep=3", ""] {
            #expect(throws: RecipeError.badOverride(bad)) {
                _ = try Recipe(text: text, file: "x.yaml", overrides: [bad])
            }
        }
    }
}
